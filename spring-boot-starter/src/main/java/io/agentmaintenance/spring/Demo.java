package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InstancePattern;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import java.time.Duration;
import java.util.List;

/** The content of the demo: fifty servers, most of which succeed, a project, a token and the versions. */
final class Demo {
    static final String PROJECT = "demo";
    /** Everybody knows it; the demo says so when it starts. */
    static final String TOKEN = "demo-token";

    static final List<OfferedVersion> VERSIONS = List.of(
            new OfferedVersion(AgentVersion.of("2.7.4.1"), VersionType.BASIC_VERSION),
            new OfferedVersion(AgentVersion.of("2.7.5.1"), VersionType.BASIC_VERSION),
            new OfferedVersion(AgentVersion.of("3.0.1"), VersionType.ADVANCE_VERSION));

    private static final Duration PICK_UP = Duration.ofSeconds(1);
    private static final Duration WORK = Duration.ofSeconds(2);

    private Demo() {}

    /** Lets the known token into the demo project. */
    static void addTo(TokenStore tokens) {
        tokens.add(TOKEN, ProjectCaller.of("demo", ProjectId.of(PROJECT)), null);
    }

    /** {@return the servers} */
    static InMemoryFleet fleet() {
        InMemoryFleet fleet = new InMemoryFleet();
        AgentBehavior succeeds = AgentBehavior.succeedAfter(PICK_UP, WORK);
        AgentBehavior fails = AgentBehavior.failAfter(PICK_UP, WORK, "No space left on device.");
        AgentState none = AgentState.notInstalled();
        add(fleet, "web-%03d", 40, none, succeeds);
        add(fleet, "old-%03d", 4, AgentState.running(AgentVersion.of("2.7.4.1")), succeeds);
        add(fleet, "current-%03d", 2, AgentState.running(AgentVersion.of("2.7.5.1")), succeeds);
        add(fleet, "failing-%03d", 2, none, fails);
        add(fleet, "flaky-%03d", 2, none, AgentBehavior.failTimes(1, fails, succeeds));
        return fleet;
    }

    private static void add(InMemoryFleet fleet, String pattern, int count, AgentState agent, AgentBehavior behavior) {
        fleet.addAll(
                ProjectId.of(PROJECT),
                new InstancePattern(pattern, 1, count),
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                agent,
                behavior);
    }
}
