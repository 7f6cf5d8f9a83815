package io.agentmaintenance.emulator;

import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.emulator.ServerDefinition.AnyOther;
import io.agentmaintenance.emulator.ServerDefinition.Range;
import io.agentmaintenance.emulator.ServerDefinition.Single;
import io.agentmaintenance.emulator.ServerDefinition.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Adds defined servers to a fleet in memory. As thread-safe as the fleet. */
public final class FleetSetup {
    private static final Duration PICK_UP = Duration.ofSeconds(1);
    private static final Duration WORK = Duration.ofSeconds(2);
    private static final String MESSAGE = "The work failed.";

    private final InMemoryFleet fleet;

    /**
     * Sets up a fleet.
     *
     * @param fleet receives the servers
     */
    public FleetSetup(InMemoryFleet fleet) {
        this.fleet = fleet;
    }

    /**
     * Adds servers to a project.
     *
     * @param project the project
     * @param servers the servers
     * @throws IllegalArgumentException if a duration of the work is negative or longer than {@link AgentBehavior#LONGEST}
     */
    public void add(ProjectId project, ServerDefinition servers) {
        InstanceType type = orElse(servers.type(), InstanceType.ECS);
        UniAgentStatus uniAgent = orElse(servers.uniAgent(), UniAgentStatus.RUNNING);
        AgentState agent = orElse(servers.agent(), AgentState.notInstalled());
        AgentBehavior behavior = behavior(servers.work());
        if (servers.names() instanceof Single single) {
            fleet.add(project, new Instance(profile(single, type), uniAgent, agent), behavior);
        } else if (servers.names() instanceof Range range) {
            fleet.addAll(project, range.pattern(), type, uniAgent, agent, behavior);
        } else if (servers.names() instanceof AnyOther) {
            fleet.addAnyOther(project, type, uniAgent, agent, behavior);
        }
    }

    private static InstanceProfile profile(Single server, InstanceType type) {
        String name = orElse(server.name(), server.id().value());
        return new InstanceProfile(server.id(), name, type, server.intranetIps(), server.elasticIps());
    }

    private static AgentBehavior behavior(@Nullable Work script) {
        if (script == null) {
            return AgentBehavior.succeedAfter(PICK_UP, WORK);
        }
        Duration pickUp = orElse(script.pickUp(), PICK_UP);
        Duration work = orElse(script.work(), WORK);
        AgentBehavior succeeding = AgentBehavior.succeedAfter(pickUp, work);
        AgentBehavior failing = AgentBehavior.failAfter(pickUp, work, orElse(script.message(), MESSAGE));
        Integer times = script.times();
        return switch (script.end()) {
            case SUCCEED -> succeeding;
            case FAIL -> times == null ? failing : AgentBehavior.failTimes(times, failing, succeeding);
            case HANG -> AgentBehavior.hang(pickUp);
            case IGNORE -> AgentBehavior.neverPickedUp();
            case LOSE -> AgentBehavior.succeedSilently(pickUp, work);
        };
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
