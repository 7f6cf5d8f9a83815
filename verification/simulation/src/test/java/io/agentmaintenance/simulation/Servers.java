package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Worker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The work at the servers, which all processes reach and which survives them. It notes who begins work, and which ends it has shown. */
final class Servers {
    private static final int MINUTE = 60_000;

    private final World world;
    private final Map<InvocationId, Work> works = new HashMap<>();

    private enum State {
        NOT_BEGUN,
        UNDER_WAY,
        SUCCEEDED,
        FAILED,
        STOPPED
    }

    private static final class Work {
        private final Invocation task;
        private final Set<InvocationStatus> shown = EnumSet.noneOf(InvocationStatus.class);
        private State state = State.NOT_BEGUN;
        private @Nullable Worker worker;
        private long end;
        private boolean marked;
        private boolean askedToStop;

        Work(Invocation task) {
            this.task = task;
        }
    }

    Servers(World world) {
        this.world = world;
    }

    /** The connection of one worker. */
    AgentTransport connection(PortBoundary boundary, Worker worker) {
        return new AgentTransport() {
            @Override
            public Look look(Invocation invocation) {
                return boundary.callGuarded("look", () -> Servers.this.look(work(invocation)));
            }

            @Override
            public BeginOutcome begin(Invocation invocation) {
                checkMayBegin(work(invocation), worker);
                return boundary.callGuarded("begin", () -> Servers.this.begin(work(invocation)));
            }

            @Override
            public StopOutcome stop(Invocation invocation) {
                return boundary.callGuarded("stop", () -> Servers.this.stop(work(invocation)));
            }
        };
    }

    /** Whether the work of a task was begun and has not ended. */
    boolean isUnderWay(InvocationId task) {
        Work work = works.get(task);
        return work != null && work.state == State.UNDER_WAY;
    }

    /** Whether somebody has asked to stop the work of a task. */
    boolean wasAskedToStop(InvocationId task) {
        Work work = works.get(task);
        return work != null && work.askedToStop;
    }

    /** Whether a process has seen that the work of a task came to this end. */
    boolean hasShown(InvocationId task, InvocationStatus end) {
        Work work = works.get(task);
        return work != null && work.shown.contains(end);
    }

    private Work work(Invocation invocation) {
        return works.computeIfAbsent(invocation.id(), id -> new Work(invocation));
    }

    /** Counts the workers that begin, not the begins that had an effect: a server refuses the second one. */
    private void checkMayBegin(Work work, Worker worker) {
        Task task = world.ledger().find(work.task.id());
        Supplier<String> details = () -> worker + " begins " + task + " after " + work.worker;
        world.callPort(() -> {
            Invariant.BEGUN_ONCE.check(
                    task != null && task.hasBeen(InvocationStatus.RUNNING) && task.isBegunBy(worker), details);
            Invariant.BEGUN_ONCE.check(work.worker == null || work.worker.equals(worker), details);
            work.worker = worker;
            return true;
        });
    }

    private AgentTransport.Look look(Work work) {
        return switch (work.state) {
            case NOT_BEGUN ->
                hasBegunLater(work) ? lost(work, "Later work has begun.") : new AgentTransport.NotBegun(null);
            case UNDER_WAY -> new AgentTransport.Alive(left(work));
            case SUCCEEDED -> {
                work.shown.add(InvocationStatus.SUCCEEDED);
                yield new AgentTransport.Succeeded();
            }
            case FAILED -> {
                work.shown.add(InvocationStatus.FAILED);
                yield new AgentTransport.Failed("It broke.", null);
            }
            case STOPPED -> lost(work, "It was stopped.");
        };
    }

    private AgentTransport.Lost lost(Work work, String message) {
        AgentState agent = world.fleet().agent(work.task.project(), work.task.instanceId());
        boolean isDone = agent.isOn(work.task.versions().target());
        work.shown.add(isDone ? InvocationStatus.SUCCEEDED : InvocationStatus.FAILED);
        return new AgentTransport.Lost(message, agent);
    }

    private AgentTransport.BeginOutcome begin(Work work) {
        if (work.state != State.NOT_BEGUN) {
            return AgentTransport.BeginOutcome.BEGUN_BEFORE;
        }
        if (work.marked || hasBegunLater(work)) {
            work.shown.add(InvocationStatus.CANCELED);
            return AgentTransport.BeginOutcome.REFUSED;
        }
        work.state = State.UNDER_WAY;
        work.end = Long.MAX_VALUE;
        if (world.random().chance(0.95)) {
            int longest = world.random().chance(0.1) ? 15 * MINUTE : 3 * MINUTE;
            int takes = world.random().between(0, longest);
            work.end = world.timeline().now() + takes;
            world.timeline().after(takes, null, () -> end(work));
        }
        return AgentTransport.BeginOutcome.BEGUN;
    }

    private void end(Work work) {
        if (work.state != State.UNDER_WAY) {
            return;
        }
        boolean succeeds = world.random().chance(0.7);
        work.state = succeeds ? State.SUCCEEDED : State.FAILED;
        if (succeeds || world.random().chance(0.2)) {
            world.fleet().applyWork(work.task);
        }
        world.log("at work: " + work.task.id() + (succeeds ? " is done" : " fails"));
    }

    private AgentTransport.StopOutcome stop(Work work) {
        work.askedToStop = true;
        if (work.state == State.SUCCEEDED || work.state == State.FAILED) {
            return AgentTransport.StopOutcome.DONE;
        }
        if (work.state == State.UNDER_WAY && world.random().chance(0.3)) {
            return AgentTransport.StopOutcome.GOES_ON;
        }
        work.marked = true;
        work.state = work.state == State.UNDER_WAY ? State.STOPPED : work.state;
        work.shown.add(InvocationStatus.CANCELED);
        work.shown.add(InvocationStatus.FAILED);
        return AgentTransport.StopOutcome.STOPPED;
    }

    private @Nullable Duration left(Work work) {
        long left = work.end - world.timeline().now();
        return work.end == Long.MAX_VALUE || left <= 0 ? null : Duration.ofMillis(left);
    }

    private boolean hasBegunLater(Work work) {
        int number = number(work.task);
        return works.values().stream()
                .anyMatch(other -> other.state != State.NOT_BEGUN
                        && other.task.project().equals(work.task.project())
                        && other.task.instanceId().equals(work.task.instanceId())
                        && number(other.task) > number);
    }

    private int number(Invocation invocation) {
        Task task = world.ledger().find(invocation.id());
        return task == null ? 0 : task.number();
    }
}
