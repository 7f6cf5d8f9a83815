package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Look;
import io.agentmaintenance.application.port.out.AgentTransport.StopOutcome;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The work on the servers of one project, as their scripts say. Each server has at most one run under way and remembers its latest one.
 * Times are in milliseconds of an {@link ElapsedTime}. Thread-safe.
 */
final class ProjectRuns {
    /** When to look again at a server from which no change is expected. */
    static final Duration NO_NEWS = Duration.ofDays(1);

    private final ProjectFleet fleet;
    private final Map<InstanceId, Run> underWay = new HashMap<>();
    /** The latest run of a server that is no longer under way. */
    private final Map<InstanceId, Run> over = new LinkedHashMap<>();
    /** The invocation that waits for a server, and since when. */
    private final Map<InstanceId, Waiting> waiting = new LinkedHashMap<>();
    /** The latest invocation of a server that was stopped before it began. */
    private final Map<InstanceId, Invocation> marks = new LinkedHashMap<>();

    private enum State {
        UNDER_WAY,
        ENDED,
        STOPPED
    }

    private record Waiting(InvocationId invocation, long since) {}

    private record Run(Invocation invocation, AgentBehavior behavior, long begun, State state) {
        Run to(State next) {
            return new Run(invocation, behavior, begun, next);
        }

        boolean isOf(Invocation other) {
            return invocation.id().equals(other.id());
        }

        boolean hasEnd() {
            return behavior.end != AgentBehavior.End.NEVER;
        }

        long millisLeft(long now) {
            return begun + behavior.work.toMillis() - now;
        }
    }

    ProjectRuns(ProjectFleet fleet) {
        this.fleet = fleet;
    }

    synchronized Look look(Invocation invocation, Instant date, long now) {
        Run run = run(invocation, now);
        if (run == null) {
            return hasBegunLater(invocation)
                    ? new AgentTransport.Lost("Later work has begun on the server.", agent(invocation))
                    : notBegun(invocation, date, now);
        }
        return switch (run.state()) {
            case STOPPED -> new AgentTransport.Lost("The work was stopped.", agent(invocation));
            case UNDER_WAY -> new AgentTransport.Alive(run.hasEnd() ? Duration.ofMillis(run.millisLeft(now)) : NO_NEWS);
            case ENDED ->
                switch (run.behavior().end) {
                    case SUCCESS -> new AgentTransport.Succeeded();
                    case FAILURE ->
                        new AgentTransport.Failed(
                                run.behavior().message, agent(invocation).version());
                    case SILENCE, NEVER -> new AgentTransport.Alive(NO_NEWS);
                };
        };
    }

    synchronized BeginOutcome begin(Invocation invocation, long now) {
        if (run(invocation, now) != null) {
            return BeginOutcome.BEGUN_BEFORE;
        }
        InstanceId id = invocation.instanceId();
        Invocation mark = marks.get(id);
        boolean marked = mark != null && (mark.id().equals(invocation.id()) || isLater(mark, invocation));
        if (marked || hasBegunLater(invocation)) {
            return BeginOutcome.REFUSED;
        }
        waiting.remove(id);
        underWay.put(id, new Run(invocation, behavior(id), now, State.UNDER_WAY));
        return BeginOutcome.BEGUN;
    }

    synchronized StopOutcome stop(Invocation invocation, long now) {
        Run run = run(invocation, now);
        if (run == null) {
            mark(invocation);
            return StopOutcome.STOPPED;
        }
        if (run.state() == State.UNDER_WAY) {
            end(run, State.STOPPED);
        }
        return run.state() == State.ENDED ? StopOutcome.DONE : StopOutcome.STOPPED;
    }

    private void mark(Invocation invocation) {
        Invocation known = marks.get(invocation.instanceId());
        if (known == null || !isLater(known, invocation)) {
            ProjectFleet.putLast(marks, invocation.instanceId(), invocation, fleet.remembered());
        }
    }

    /** {@return the run of an invocation, null if none is known} */
    private @Nullable Run run(Invocation invocation, long now) {
        InstanceId id = invocation.instanceId();
        endIfOver(underWay.get(id), now);
        Run run = underWay.get(id);
        Run latest = run != null && run.isOf(invocation) ? run : over.get(id);
        return latest != null && latest.isOf(invocation) ? latest : null;
    }

    private void endIfOver(@Nullable Run run, long now) {
        if (run == null || !run.hasEnd() || run.millisLeft(now) > 0) {
            return;
        }
        end(run, State.ENDED);
        boolean failed = run.behavior().end == AgentBehavior.End.FAILURE;
        fleet.change(
                run.invocation().instanceId(), server -> failed ? server.failed() : server.worked(run.invocation()));
    }

    private void end(Run run, State state) {
        InstanceId id = run.invocation().instanceId();
        underWay.remove(id);
        ProjectFleet.putLast(over, id, run.to(state), fleet.remembered());
    }

    private boolean hasBegunLater(Invocation invocation) {
        Run run = underWay.get(invocation.instanceId());
        Run latest = run == null ? over.get(invocation.instanceId()) : run;
        return latest != null && isLater(latest.invocation(), invocation);
    }

    // Ordinals alone do not tell: once a store has forgotten all tasks of a server, they begin at 1 again.
    private static boolean isLater(Invocation one, Invocation other) {
        return one.ordinal() > other.ordinal() && !one.createdAt().isBefore(other.createdAt());
    }

    private Look notBegun(Invocation invocation, Instant date, long now) {
        Duration pickUp = behavior(invocation.instanceId()).pickUp;
        if (pickUp == null) {
            return new AgentTransport.NotBegun(NO_NEWS);
        }
        long left = waitingSince(invocation, date, now) + pickUp.toMillis() - now;
        return new AgentTransport.NotBegun(pickUp.isZero() || left <= 0 ? null : Duration.ofMillis(left));
    }

    // From the first look on, only the time that passes counts, so that no server waits for a date that a wrong clock
    // has set.
    private long waitingSince(Invocation invocation, Instant date, long now) {
        Waiting known = waiting.get(invocation.instanceId());
        if (known == null || !known.invocation().equals(invocation.id())) {
            long waited = Duration.between(invocation.createdAt(), date).toMillis();
            known = new Waiting(invocation.id(), now - Math.max(0, waited));
            ProjectFleet.putLast(waiting, invocation.instanceId(), known, fleet.remembered());
        }
        return known.since();
    }

    private AgentBehavior behavior(InstanceId id) {
        Server server = fleet.server(id);
        return server == null ? AgentBehavior.neverPickedUp() : server.behavior();
    }

    private AgentState agent(Invocation invocation) {
        Server server = fleet.server(invocation.instanceId());
        return server == null ? AgentState.notInstalled() : server.instance().agent();
    }
}
