package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.adapter.dbscheduler.NextStep.Again;
import io.agentmaintenance.adapter.dbscheduler.NextStep.Done;
import io.agentmaintenance.adapter.dbscheduler.WorkState.Stage;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Look;
import io.agentmaintenance.application.port.out.AgentTransport.NotBegun;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes one step with the work of an invocation. It reads the invocation first, because it may have ended, or somebody may wish to cancel it;
 * then it looks at the target; then it begins, reports, or leaves the rest to {@link Follower}. Thread-safe.
 */
final class WorkRunner {
    /** A report that could not be delivered is delivered again after this time. */
    private static final Duration REPORT_AGAIN = Duration.ofSeconds(1);
    /** The end of work is still looked for, so long after its invocation has timed out. */
    private static final Duration WATCH_AFTER_TIMEOUT = Duration.ofDays(1);

    private final InvocationRepository repository;
    private final AgentTransport transport;
    private final Reports reports;
    private final Clock clock;
    private final StepFailures failures;
    private final Follower follower;

    WorkRunner(InvocationRepository repository, AgentTransport transport, Reports reports, Clock clock) {
        this.repository = repository;
        this.transport = transport;
        this.reports = reports;
        this.clock = clock;
        this.failures = new StepFailures(System::nanoTime);
        this.follower = new Follower(transport, reports, clock, failures);
    }

    /**
     * Takes one step.
     *
     * @param self this run of the execution
     * @param mayBegin whether this run still has the execution in hand, so that it may begin work
     * @return what follows; throws nothing
     */
    NextStep run(ExecutionKey key, WorkState state, Worker self, BooleanSupplier mayBegin) {
        boolean settled = false;
        try {
            Invocation invocation = find(key);
            if (invocation == null || isOver(invocation, state)) {
                return new Done();
            }
            settled = Follower.isSettled(invocation);
            Stage stage = stage(invocation, state);
            if (stage != Stage.START || settled) {
                return follower.follow(invocation, state.in(stage, state.pauseSeconds()), self);
            }
            return start(invocation, state, state.worker() == null ? self : state.worker(), mayBegin);
        } catch (Throwable e) {
            return again(e, key, state, settled);
        }
    }

    /** {@return whether an invocation has ended or was withdrawn, or somebody wishes to cancel it} */
    boolean needsAnotherLook(ExecutionKey key) {
        Invocation invocation = find(key);
        return invocation == null || Follower.isSettled(invocation);
    }

    private @Nullable Invocation find(ExecutionKey key) {
        return repository.findAll(key.project(), List.of(key.invocation())).get(key.invocation());
    }

    private boolean isOver(Invocation invocation, WorkState state) {
        if (invocation.status() != InvocationStatus.TIMEOUT) {
            return !invocation.isActive();
        }
        boolean mayHaveBegun = state.stage() != Stage.START || state.worker() != null || state.isRevived();
        Instant ended = Objects.requireNonNull(invocation.progress().endedAt());
        return !mayHaveBegun || !clock.instant().isBefore(ended.plus(WATCH_AFTER_TIMEOUT));
    }

    /** {@return the stage of the execution in the light of what is stored} */
    private static Stage stage(Invocation invocation, WorkState state) {
        if (state.stage() != Stage.START || invocation.status() == InvocationStatus.PENDING) {
            return state.stage();
        }
        Worker begun = invocation.progress().startedBy();
        if (begun != null && begun.equals(state.worker())) {
            // STARTED was stored, but its answer was lost, or the work could not begin.
            return invocation.isActive() ? Stage.START : Stage.RESUME;
        }
        return state.isRevived() || !invocation.isActive() ? Stage.RESUME : Stage.TAKEN;
    }

    private NextStep start(Invocation invocation, WorkState state, Worker worker, BooleanSupplier mayBegin) {
        Look look = Objects.requireNonNull(transport.look(invocation), "the transport returned null");
        if (look instanceof NotBegun notBegun && notBegun.lookAgainIn() != null) {
            return new Again(Follower.bounded(notBegun.lookAgainIn()), state.in(Stage.START), false);
        }
        if (!mayBegin.getAsBoolean()) {
            return new Again(Duration.ZERO, state.in(Stage.START), false);
        }
        WorkState started = state.by(worker);
        ReportOutcome outcome;
        try {
            outcome = reports.deliver(ExecutionReport.started(invocation, worker));
        } catch (Throwable e) {
            failures.log(e, ExecutionKey.of(invocation));
            return new Again(REPORT_AGAIN, started, false);
        }
        return switch (outcome) {
            case APPLIED, REPEATED -> begin(invocation, started, worker, mayBegin);
            case TAKEN -> new Again(started.withNextPause().pause(), state.in(Stage.TAKEN), false);
            case OBSOLETE, UNKNOWN -> new Done();
        };
    }

    private NextStep begin(Invocation invocation, WorkState started, Worker worker, BooleanSupplier mayBegin) {
        if (!mayBegin.getAsBoolean()) {
            return new Again(Duration.ZERO, started, false);
        }
        try {
            BeginOutcome outcome = Objects.requireNonNull(transport.begin(invocation), "the transport returned null");
            Invocation running = invocation.status() == InvocationStatus.PENDING
                    ? invocation.start(clock.instant(), worker).after()
                    : invocation;
            return outcome == BeginOutcome.REFUSED
                    ? follower.reportStopped(running, started, worker)
                    : follower.follow(running, started.in(Stage.WATCH), worker);
        } catch (Throwable e) {
            return again(e, ExecutionKey.of(invocation), started, false);
        }
    }

    private Again again(Throwable failure, ExecutionKey key, WorkState state, boolean isSettled) {
        failures.log(failure, key);
        WorkState next = state.withNextPause();
        return new Again(next.pause(), next, isSettled);
    }
}
