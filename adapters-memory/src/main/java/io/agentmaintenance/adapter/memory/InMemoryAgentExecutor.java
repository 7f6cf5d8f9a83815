package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries work out on an {@link InMemoryFleet}, as its servers are scripted. It has no thread of its own: what is due is
 * done when {@link #runDue} is called, so a test moves its clock, and a host calls it from its scheduler. Work that takes
 * no time at all is done within {@link #start}. Thread-safe.
 *
 * <p>Wired to the core by {@code AgentMaintenance.builder().executor(executor::reportingTo)}.
 */
public final class InMemoryAgentExecutor implements AgentExecutor {
    private static final int BATCH = 1000;
    /** What can not be reported is tried again after this time. */
    static final long REPEAT_MILLIS = 1000;

    private final InMemoryFleet fleet;
    private final Clock clock;
    private final int room;
    private final Agenda agenda = new Agenda();
    private volatile @Nullable ReportExecutionUseCase reports;

    /**
     * Makes an executor that takes on any amount of work.
     *
     * @param fleet the servers
     * @param clock tells what is due
     */
    public InMemoryAgentExecutor(InMemoryFleet fleet, Clock clock) {
        this(fleet, clock, Integer.MAX_VALUE);
    }

    /**
     * Makes an executor that declines work beyond a bound.
     *
     * @param fleet the servers
     * @param clock tells what is due
     * @param room how many invocations may be under way at once, at least 1
     * @throws IllegalArgumentException if the bound is less than 1
     */
    public InMemoryAgentExecutor(InMemoryFleet fleet, Clock clock, int room) {
        if (room < 1) {
            throw new IllegalArgumentException("an executor needs room for at least one invocation");
        }
        this.fleet = fleet;
        this.clock = clock;
        this.room = room;
    }

    /**
     * Says where to report to. To be called once, before any work.
     *
     * @param target is told what happens
     * @return this executor
     */
    public InMemoryAgentExecutor reportingTo(ReportExecutionUseCase target) {
        reports = target;
        return this;
    }

    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        List<AgentBehavior> behaviors = fleet.behaviorsOf(invocations);
        if (AgentBehavior.areInstant(behaviors)) {
            // Without a list of its own. Benchmark: HttpCreateBenchmark.
            new InstantWork(invocations, fleet).carryOut(target(), agenda, clock);
            return Set.of();
        }
        long now = clock.millis();
        Set<InvocationId> declined = new HashSet<>(0);
        List<Invocation> instant = new ArrayList<>();
        List<Step> atOnce = new ArrayList<>(0);
        for (int i = 0; i < invocations.size(); i++) {
            Invocation invocation = invocations.get(i);
            AgentBehavior behavior = behaviors.get(i);
            if (behavior.isInstant()) {
                // What is over when this method returns takes no room, and does no harm if it is asked for twice.
                instant.add(invocation);
                continue;
            }
            Work work = new Work(invocation, behavior);
            Agenda.Admission admission = agenda.admit(work, room);
            if (admission == Agenda.Admission.NO_ROOM) {
                declined.add(invocation.id());
            } else if (admission == Agenda.Admission.TAKEN_ON && work.behavior.pickUp != null) {
                if (work.behavior.pickUp.isZero()) {
                    atOnce.add(Step.begin(now, work));
                } else {
                    agenda.plan(Step.begin(now + work.behavior.pickUp.toMillis(), work));
                }
            }
        }
        if (!instant.isEmpty()) {
            new InstantWork(instant, fleet).carryOut(target(), agenda, clock);
        }
        run(atOnce);
        return declined;
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        List<ExecutionReport> stopped = new ArrayList<>();
        for (Invocation invocation : invocations) {
            boolean known = agenda.drop(invocation);
            if (known && invocation.status() == InvocationStatus.RUNNING) {
                stopped.add(ExecutionReport.canceled(invocation));
            }
        }
        if (!stopped.isEmpty()) {
            target().report(stopped);
        }
    }

    /**
     * Does everything that is due. What can not be reported is done again a second later.
     *
     * @return how many steps were done
     */
    public int runDue() {
        int done = 0;
        List<Step> due;
        do {
            due = agenda.takeDue(clock.millis(), BATCH);
            run(due);
            done += due.size();
        } while (!due.isEmpty());
        return done;
    }

    /**
     * Lets a scheduler of the host do what is due, again and again. What it throws is given to the uncaught-exception
     * handler of the scheduler's thread, and the next turn is made all the same.
     *
     * @param scheduler does the work
     * @param pause how long to pause between two turns, longer than zero
     * @return ends the turns when it is closed, and not the scheduler
     */
    public AutoCloseable runEvery(ScheduledExecutorService scheduler, Duration pause) {
        ScheduledFuture<?> turns = scheduler.scheduleWithFixedDelay(
                () -> {
                    try {
                        runDue();
                    } catch (RuntimeException e) {
                        Thread thread = Thread.currentThread();
                        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
                    }
                },
                pause.toNanos(),
                pause.toNanos(),
                TimeUnit.NANOSECONDS);
        return () -> turns.cancel(false);
    }

    private void run(List<Step> steps) {
        List<Step> now = steps;
        while (!now.isEmpty()) {
            List<Step> next = new ArrayList<>();
            List<Step> told = new ArrayList<>(now.size());
            List<ExecutionReport> toTell = new ArrayList<>(now.size());
            // Before it is told: whoever hears of a success finds the agent on its new version.
            fleet.worked(done(now));
            for (Step step : now) {
                if (step.isEnd() && step.behavior().end == AgentBehavior.End.SILENCE) {
                    agenda.drop(step.invocation());
                } else {
                    told.add(step);
                    toTell.add(step.report());
                }
            }
            tell(told, toTell, next);
            now = next;
        }
    }

    private static List<Invocation> done(List<Step> steps) {
        List<Invocation> done = new ArrayList<>(steps.size());
        for (Step step : steps) {
            if (step.isEnd() && !step.again() && step.behavior().end != AgentBehavior.End.FAILURE) {
                done.add(step.invocation());
            }
        }
        return done;
    }

    private void tell(List<Step> told, List<ExecutionReport> toTell, List<Step> next) {
        if (told.isEmpty()) {
            return;
        }
        List<ReportOutcome> outcomes;
        try {
            outcomes = target().report(toTell);
        } catch (PortException e) {
            long later = clock.millis() + REPEAT_MILLIS;
            told.forEach(step -> agenda.planAgain(step.againAt(later)));
            return;
        }
        for (int i = 0; i < told.size(); i++) {
            goOn(told.get(i), outcomes.get(i), next);
        }
    }

    private void goOn(Step step, ReportOutcome outcome, List<Step> next) {
        // REPEATED means that another has begun it, unless an earlier try of ours was stored after all.
        boolean begun = outcome == ReportOutcome.APPLIED || (outcome == ReportOutcome.REPEATED && step.again());
        if (step.isEnd() || !begun) {
            if (step.isEnd() && step.behavior().end == AgentBehavior.End.FAILURE) {
                fleet.failed(step.invocation());
            }
            agenda.drop(step.invocation());
        } else if (step.behavior().end != AgentBehavior.End.NEVER) {
            Step end = step.end(step.due() + step.behavior().work.toMillis());
            if (step.behavior().work.isZero()) {
                next.add(end);
            } else {
                agenda.plan(end);
            }
        }
    }

    private ReportExecutionUseCase target() {
        ReportExecutionUseCase target = reports;
        if (target == null) {
            throw new IllegalStateException("the executor was not told where to report: use reportingTo");
        }
        return target;
    }
}
