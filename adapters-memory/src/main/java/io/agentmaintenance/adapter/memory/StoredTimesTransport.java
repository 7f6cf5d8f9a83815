package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The transport to the scripted servers of a fleet for several processes that share a store: how far work has come follows from the times
 * that are stored with its invocation, so every process sees the same. Keeps no state. Thread-safe.
 */
final class StoredTimesTransport implements AgentTransport {
    private final Function<ProjectId, ProjectFleet> fleets;
    private final Clock clock;

    StoredTimesTransport(Function<ProjectId, ProjectFleet> fleets, Clock clock) {
        this.fleets = fleets;
        this.clock = clock;
    }

    @Override
    public Look look(Invocation invocation) {
        AgentBehavior behavior = behavior(invocation);
        Instant started = invocation.progress().startedAt();
        if (started == null) {
            return notBegun(invocation, behavior);
        }
        if (behavior.end == AgentBehavior.End.NEVER) {
            return new Alive(ProjectRuns.NO_NEWS);
        }
        Duration left = Duration.between(clock.instant(), started.plus(behavior.work));
        if (!left.isNegative() && !left.isZero()) {
            return new Alive(left);
        }
        return switch (behavior.end) {
            case SUCCESS -> new Succeeded();
            case FAILURE -> new Failed(behavior.message, agent(invocation).version());
            case SILENCE, NEVER -> new Alive(ProjectRuns.NO_NEWS);
        };
    }

    @Override
    public BeginOutcome begin(Invocation invocation) {
        return invocation.progress().startedAt() == null ? BeginOutcome.BEGUN : BeginOutcome.BEGUN_BEFORE;
    }

    @Override
    public StopOutcome stop(Invocation invocation) {
        Look look = look(invocation);
        return look instanceof Succeeded || look instanceof Failed ? StopOutcome.DONE : StopOutcome.STOPPED;
    }

    private Look notBegun(Invocation invocation, AgentBehavior behavior) {
        if (behavior.pickUp == null) {
            return new NotBegun(ProjectRuns.NO_NEWS);
        }
        Duration left = Duration.between(clock.instant(), invocation.createdAt().plus(behavior.pickUp));
        return new NotBegun(left.isNegative() || left.isZero() ? null : left);
    }

    // The number of failures is kept by no process, so all earlier work on the server counts.
    private AgentBehavior behavior(Invocation invocation) {
        Server server = fleets.apply(invocation.project()).server(invocation.instanceId());
        return server == null ? AgentBehavior.neverPickedUp() : server.script().after(invocation.ordinal() - 1);
    }

    private AgentState agent(Invocation invocation) {
        Server server = fleets.apply(invocation.project()).server(invocation.instanceId());
        return server == null ? AgentState.notInstalled() : server.instance().agent();
    }
}
