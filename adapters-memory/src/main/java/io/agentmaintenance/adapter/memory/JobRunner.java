package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.AgentTransport.Alive;
import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Failed;
import io.agentmaintenance.application.port.out.AgentTransport.Look;
import io.agentmaintenance.application.port.out.AgentTransport.Lost;
import io.agentmaintenance.application.port.out.AgentTransport.NotBegun;
import io.agentmaintenance.application.port.out.AgentTransport.StopOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Succeeded;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs jobs step by step to their end: looks at servers, reports, and begins work. Thread-safe. */
final class JobRunner {
    /** A report that could not be delivered is delivered again after this time. */
    private static final Duration REPORT_AGAIN = Duration.ofSeconds(1);
    /** Work without an end for this time is begun again, so that the core answers whether the invocation is still RUNNING. */
    private static final Duration WATCH = Duration.ofDays(1);

    /** After looks have failed for this time, the runner asks the core whether the invocation is still RUNNING. */
    private static final Duration UNANSWERED = Duration.ofMinutes(15);

    private static final String NOT_BEGUN = "It was interrupted before it began.";

    private final AgentTransport transport;
    private final WorkQueue queue;
    private final ReportDelivery delivery;

    JobRunner(AgentTransport transport, WorkQueue queue, ReportDelivery delivery) {
        this.transport = transport;
        this.queue = queue;
        this.delivery = delivery;
    }

    /** Takes jobs as far as they come now. What is left of them is planned, whatever fails. */
    void run(List<Job> due) {
        try {
            List<Job> now = due;
            while (!now.isEmpty()) {
                now.forEach(this::look);
                now = report(now.stream()
                        .filter(job -> job.report != null && !queue.isForgotten(job))
                        .toList());
            }
        } catch (Throwable e) {
            UncaughtFailures.report(e);
            due.forEach(job -> queue.planUnlessPlanned(job, REPORT_AGAIN));
        }
    }

    /** Stops the work of invocations if possible, and reports RUNNING ones as canceled. */
    void cancel(List<Invocation> invocations) {
        List<Job> canceled = new ArrayList<>();
        PortException unreachable = null;
        for (Invocation invocation : invocations) {
            // Removed before it is stopped, so that no other thread reports the stopped work as lost.
            Job job = queue.remove(invocation);
            if (job == null) {
                continue;
            }
            try {
                if (job.begun && transport.stop(invocation) != StopOutcome.STOPPED) {
                    queue.restore(job);
                } else if (job.begun || invocation.status() == InvocationStatus.RUNNING) {
                    canceled.add(queue.toReportOnly(ExecutionReport.canceled(invocation), job));
                }
            } catch (Throwable e) {
                queue.restore(job);
                if (unreachable == null) {
                    unreachable = new PortException("work could not be stopped", e);
                } else {
                    unreachable.addSuppressed(e);
                }
            }
        }
        run(canceled);
        if (unreachable != null) {
            throw unreachable;
        }
    }

    private void look(Job job) {
        if (job.report != null) {
            return;
        }
        try {
            judge(job, Objects.requireNonNull(transport.look(job.invocation), "the transport returned null"));
        } catch (Throwable e) {
            tryAgain(job, e);
        }
    }

    private void judge(Job job, Look look) {
        if (!job.begun) {
            waitOrReportStart(job, look instanceof NotBegun notBegun ? notBegun.lookAgainIn() : null);
        } else if (look instanceof NotBegun notBegun) {
            judgeNotBegun(job, notBegun);
        } else if (look instanceof Alive alive) {
            watch(job, alive.lookAgainIn());
        } else if (look instanceof Succeeded) {
            AgentVersion target = job.invocation.versions().target();
            job.reportEnd(ExecutionReport.succeeded(job.invocation), AgentState.running(target));
        } else if (look instanceof Failed failed) {
            AgentVersion version = failed.version();
            job.reportEnd(failed(job, failed.message(), version), version == null ? null : AgentState.running(version));
        } else if (look instanceof Lost lost) {
            judgeLost(job, lost);
        }
    }

    private void waitOrReportStart(Job job, @Nullable Duration hint) {
        if (hint == null) {
            job.reportStart();
        } else if (isWatchedLong(job)) {
            queue.forget(job); // What is still PENDING then is handed over again by the core.
        } else {
            queue.plan(job, bounded(hint));
        }
    }

    private void watch(Job job, @Nullable Duration hint) {
        if (isWatchedLong(job)) {
            job.reportStart();
        } else {
            queue.plan(job, hint == null ? job.nextPause() : bounded(hint));
        }
    }

    private void judgeNotBegun(Job job, NotBegun look) {
        if (!job.takenOver) {
            watch(job, look.lookAgainIn());
        } else if (transport.stop(job.invocation) == StopOutcome.STOPPED) {
            job.reportEnd(endOfNotBegun(job), null);
        } else {
            planOrAsk(job);
        }
    }

    private ExecutionReport endOfNotBegun(Job job) {
        if (delivery.isRecorded(job.invocation)) {
            // Its worker had written the agent, and was gone before it reported.
            return ExecutionReport.succeeded(job.invocation);
        }
        boolean wished = job.invocation.progress().cancelRequestedAt() != null;
        return wished ? ExecutionReport.canceled(job.invocation) : failed(job, NOT_BEGUN, null);
    }

    private void judgeLost(Job job, Lost lost) {
        if (lost.agent().isOn(job.invocation.versions().target())) {
            job.reportEnd(ExecutionReport.succeeded(job.invocation), lost.agent());
        } else if (transport.stop(job.invocation) == StopOutcome.STOPPED) {
            String message = "Interrupted: " + lost.message();
            job.reportEnd(failed(job, message, lost.agent().version()), lost.agent());
        } else {
            planOrAsk(job);
        }
    }

    /** Delivers the reports of jobs, and returns the jobs for which more can be done now. */
    private List<Job> report(List<Job> jobs) {
        Map<Job, ReportOutcome> outcomes = delivery.deliver(jobs);
        List<Job> next = new ArrayList<>();
        for (Job job : jobs) {
            ReportOutcome outcome = outcomes.get(job);
            if (outcome == null) {
                queue.plan(job, REPORT_AGAIN);
            } else if (!job.isToReportStart() || !job.mayGoOn(outcome)) {
                queue.forget(job);
            } else if (begin(job)) {
                next.add(job);
            }
        }
        return next;
    }

    /** Begins work that the core allows to begin, unless it was taken over; false if nothing more can be done now. */
    private boolean begin(Job job) {
        job.resetPaused();
        if (!queue.begin(job)) {
            return false;
        }
        try {
            boolean refused = !job.takenOver
                    && Objects.requireNonNull(transport.begin(job.invocation), "the transport returned null")
                            == BeginOutcome.REFUSED;
            job.report = null;
            if (refused) {
                job.reportEnd(ExecutionReport.canceled(job.invocation), null);
            }
            job.resetPause();
            return true;
        } catch (Throwable e) {
            // STARTED is reported again before the next attempt, because the invocation may have timed out by then.
            tryAgain(job, e);
            return false;
        }
    }

    private void tryAgain(Job job, Throwable failure) {
        planOrAsk(job);
        if (!(failure instanceof PortException)) {
            UncaughtFailures.report(failure);
        }
    }

    /** Plans another look; after a while without any result, asks the core whether the invocation still waits for one. */
    private void planOrAsk(Job job) {
        if (job.paused().compareTo(UNANSWERED) < 0) {
            queue.plan(job, job.nextPause());
        } else if (job.begun) {
            job.reportStart(); // If it has ended, by a time limit for example, its room is free again.
        } else {
            queue.forget(job); // What is still PENDING then is handed over again by the core.
        }
    }

    // Adds up the pauses that were planned. By the clock, a clock that is set ahead by a day would end the watch at
    // once.
    private static boolean isWatchedLong(Job job) {
        return job.paused().compareTo(WATCH) >= 0;
    }

    private static Duration bounded(Duration pause) {
        Duration atMost = pause.compareTo(AgentBehavior.LONGEST) > 0 ? AgentBehavior.LONGEST : pause;
        return atMost.toMillis() > 0 ? atMost : Duration.ofMillis(1);
    }

    private static ExecutionReport failed(Job job, String message, @Nullable AgentVersion seen) {
        Invocation invocation = job.invocation;
        return new ExecutionReport(
                invocation.project(), invocation.id(), ExecutionReport.Event.FAILED, message, seen, job.worker);
    }
}
