package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.adapter.dbscheduler.NextStep.Again;
import io.agentmaintenance.adapter.dbscheduler.NextStep.Done;
import io.agentmaintenance.adapter.dbscheduler.WorkState.Stage;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.AgentTransport.Alive;
import io.agentmaintenance.application.port.out.AgentTransport.Failed;
import io.agentmaintenance.application.port.out.AgentTransport.Look;
import io.agentmaintenance.application.port.out.AgentTransport.Lost;
import io.agentmaintenance.application.port.out.AgentTransport.NotBegun;
import io.agentmaintenance.application.port.out.AgentTransport.StopOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Succeeded;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Judges work that a worker was allowed to begin: finds out what became of it and reports its end, or stops it, as asked. Never begins
 * anything. Thread-safe.
 */
final class Follower {
    /** So long the worker that was allowed to begin is waited for. */
    private static final Duration PATIENCE_WITH_ANOTHER = Duration.ofMinutes(15);

    private static final Duration REPORT_AGAIN = Duration.ofSeconds(1);
    private static final Duration LOOK_AT_THE_END = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
    private static final String NOT_BEGUN = "It was interrupted before it began.";

    private final AgentTransport transport;
    private final Reports reports;
    private final Clock clock;
    private final StepFailures failures;

    Follower(AgentTransport transport, Reports reports, Clock clock, StepFailures failures) {
        this.transport = transport;
        this.reports = reports;
        this.clock = clock;
        this.failures = failures;
    }

    /** {@return whether somebody wishes to cancel RUNNING work} */
    static boolean isWished(Invocation invocation) {
        return invocation.status() == InvocationStatus.RUNNING
                && invocation.progress().cancelRequestedAt() != null;
    }

    /** {@return whether somebody wishes to cancel an invocation, or it has ended} */
    static boolean isSettled(Invocation invocation) {
        return !invocation.isActive() || isWished(invocation);
    }

    static Duration bounded(Duration pause) {
        Duration atMost = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        return atMost.toMillis() > 0 ? atMost : Duration.ofMillis(1);
    }

    NextStep follow(Invocation invocation, WorkState state, Worker self) {
        if (state.stage() == Stage.STOPPED) {
            return reportStopped(invocation, state, self);
        }
        Look look = look(invocation);
        if (look instanceof NotBegun notBegun) {
            return judgeNotBegun(invocation, state, self, notBegun);
        }
        if (look instanceof Alive alive && isWished(invocation)) {
            return stopAlive(invocation, state, self, alive);
        }
        return judge(invocation, state, self, look);
    }

    /** Reports that work was stopped, as asked. */
    NextStep reportStopped(Invocation invocation, WorkState state, Worker self) {
        // What was stopped looks like what was interrupted, so a later run has to know.
        return end(
                invocation,
                state.in(Stage.STOPPED),
                ExecutionReport.canceled(invocation).by(self),
                null);
    }

    private NextStep judge(Invocation invocation, WorkState state, Worker self, Look look) {
        if (look instanceof Succeeded) {
            AgentVersion target = invocation.versions().target();
            return end(invocation, state, ExecutionReport.succeeded(invocation).by(self), AgentState.running(target));
        }
        if (look instanceof Failed failed) {
            AgentVersion version = failed.version();
            AgentState seen = version == null ? null : AgentState.running(version);
            return end(invocation, state, failed(invocation, self, failed.message(), version), seen);
        }
        if (look instanceof Lost lost) {
            return judgeLost(invocation, state, self, lost);
        }
        return watch(invocation, state, look instanceof Alive alive ? alive.lookAgainIn() : null);
    }

    private NextStep judgeNotBegun(Invocation invocation, WorkState state, Worker self, NotBegun look) {
        if (!invocation.isActive()) {
            return new Done();
        }
        boolean isGone = state.stage() == Stage.RESUME || (state.stage() == Stage.TAKEN && hasWaitedLong(invocation));
        if (!isGone && !isWished(invocation)) {
            return pause(invocation, state, look.lookAgainIn());
        }
        if (transport.stop(invocation) != StopOutcome.STOPPED) {
            return pause(invocation, state, null);
        }
        return isWished(invocation)
                ? reportStopped(invocation, state, self)
                : end(invocation, state, failed(invocation, self, NOT_BEGUN, null), null);
    }

    private NextStep judgeLost(Invocation invocation, WorkState state, Worker self, Lost lost) {
        if (lost.agent().isOn(invocation.versions().target())) {
            return end(invocation, state, ExecutionReport.succeeded(invocation).by(self), lost.agent());
        }
        if (transport.stop(invocation) != StopOutcome.STOPPED) {
            return pause(invocation, state, null);
        }
        String message = "Interrupted: " + lost.message();
        return end(
                invocation,
                state,
                failed(invocation, self, message, lost.agent().version()),
                lost.agent());
    }

    private NextStep stopAlive(Invocation invocation, WorkState state, Worker self, Alive alive) {
        StopOutcome outcome = transport.stop(invocation);
        if (outcome != StopOutcome.STOPPED) {
            return watch(invocation, state, outcome == StopOutcome.DONE ? LOOK_AT_THE_END : alive.lookAgainIn());
        }
        // Nobody knows how far the work of a lost worker had come, so the agent that is there decides.
        return state.stage() == Stage.RESUME
                ? judge(invocation, state, self, look(invocation))
                : reportStopped(invocation, state, self);
    }

    /** Looks again later; from now on this execution follows the work, whichever worker began it. */
    private static NextStep watch(Invocation invocation, WorkState state, @Nullable Duration hint) {
        return pause(invocation, state.in(Stage.WATCH, state.pauseSeconds()), hint);
    }

    private static NextStep pause(Invocation invocation, WorkState state, @Nullable Duration hint) {
        if (hint != null) {
            return new Again(bounded(hint), state.in(state.stage()), isSettled(invocation));
        }
        WorkState next = state.withNextPause();
        return new Again(next.pause(), next, isSettled(invocation));
    }

    private NextStep end(Invocation invocation, WorkState state, ExecutionReport report, @Nullable AgentState seen) {
        try {
            reports.deliverEnd(invocation, report, seen);
            return new Done();
        } catch (Throwable e) {
            failures.log(e, ExecutionKey.of(invocation));
            return new Again(REPORT_AGAIN, state, isSettled(invocation));
        }
    }

    private boolean hasWaitedLong(Invocation invocation) {
        Instant started = invocation.progress().startedAt();
        return started != null && clock.instant().isAfter(started.plus(PATIENCE_WITH_ANOTHER));
    }

    private Look look(Invocation invocation) {
        return Objects.requireNonNull(transport.look(invocation), "the transport returned null");
    }

    private static ExecutionReport failed(
            Invocation invocation, Worker self, String message, @Nullable AgentVersion seen) {
        return new ExecutionReport(
                invocation.project(), invocation.id(), ExecutionReport.Event.FAILED, message, seen, self);
    }
}
