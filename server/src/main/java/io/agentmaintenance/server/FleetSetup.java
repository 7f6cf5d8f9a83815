package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.server.FleetConfiguration.Behavior;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Brings configured servers into the fleet. */
final class FleetSetup {
    private static final Duration PICK_UP = Duration.ofSeconds(1);
    private static final Duration WORK = Duration.ofSeconds(2);

    private final InMemoryFleet fleet;

    FleetSetup(InMemoryFleet fleet) {
        this.fleet = fleet;
    }

    void add(ProjectId project, List<FleetConfiguration> entries) {
        entries.forEach(entry -> add(project, entry));
    }

    private void add(ProjectId project, FleetConfiguration entry) {
        UniAgentStatus uniAgent = entry.uniAgent() == null
                ? UniAgentStatus.RUNNING
                : UniAgentStatus.valueOf(entry.uniAgent().toUpperCase(Locale.ROOT));
        AgentState agent = agent(entry.agent());
        AgentBehavior behavior = behavior(entry.behavior());
        InstanceType type = entry.type() == null ? InstanceType.ECS : InstanceType.valueOf(entry.type());
        if (entry.id() != null) {
            fleet.add(project, new Instance(profile(entry, entry.id(), type), uniAgent, agent), behavior);
        } else if (entry.pattern() != null) {
            fleet.addAll(project, entry.range(), type, uniAgent, agent, behavior);
        } else {
            fleet.addAnyOther(project, type, uniAgent, agent, behavior);
        }
    }

    private static InstanceProfile profile(FleetConfiguration entry, String id, InstanceType type) {
        return new InstanceProfile(
                InstanceId.of(id),
                entry.name() == null ? id : entry.name(),
                type,
                entry.intranetIpsOrNone(),
                entry.elasticIpsOrNone());
    }

    private static AgentState agent(FleetConfiguration.@Nullable Agent agent) {
        if (agent == null) {
            return AgentState.notInstalled();
        }
        AgentStatus status = AgentStatus.valueOf(agent.status().toUpperCase(Locale.ROOT));
        return new AgentState(status, agent.version() == null ? null : AgentVersion.of(agent.version()));
    }

    private static AgentBehavior behavior(@Nullable Behavior behavior) {
        if (behavior == null) {
            return AgentBehavior.succeedAfter(PICK_UP, WORK);
        }
        Duration pickUp = behavior.pickUp() == null ? PICK_UP : behavior.pickUp();
        Duration work = behavior.work() == null ? WORK : behavior.work();
        String message = behavior.message() == null ? "The work failed." : behavior.message();
        AgentBehavior failing = AgentBehavior.failAfter(pickUp, work, message);
        return switch (behavior.kind()) {
            case "fail" ->
                behavior.times() == null
                        ? failing
                        : AgentBehavior.failTimes(behavior.times(), failing, AgentBehavior.succeedAfter(pickUp, work));
            case "hang" -> AgentBehavior.hang(pickUp);
            case "ignore" -> AgentBehavior.neverPickedUp();
            case "lose" -> AgentBehavior.succeedSilently(pickUp, work);
            default -> AgentBehavior.succeedAfter(pickUp, work);
        };
    }
}
