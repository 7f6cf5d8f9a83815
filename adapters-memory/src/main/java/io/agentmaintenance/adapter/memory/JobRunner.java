package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
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
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs jobs step by step to their end: looks at servers, reports, and begins work. Thread-safe. */
final class JobRunner {
    /** A report that could not be delivered is delivered again after this time. */
    private static final Duration REPORT_AGAIN = Duration.ofSeconds(1);
    /** Work without an end for this time is begun again, so that the core answers whether the invocation is still RUNNING. */
    private static final Duration WATCH = Duration.ofDays(1);

    private final AgentTransport transport;
    private final WorkQueue queue;
    private final Clock clock;
    private volatile @Nullable ReportExecutionUseCase target;

    JobRunner(AgentTransport transport, WorkQueue queue, Clock clock) {
        this.transport = transport;
        this.queue = queue;
        this.clock = clock;
    }

    void reportTo(ReportExecutionUseCase reports) {
        target = reports;
    }

    ReportExecutionUseCase requireTarget() {
        ReportExecutionUseCase reports = target;
        if (reports == null) {
            throw new IllegalStateException("the executor has no receiver of reports: call reportingTo first");
        }
        return reports;
    }

    /** Takes jobs as far as they come now. What is left of them is planned. */
    void run(List<Job> due) {
        List<Job> now = due;
        while (!now.isEmpty()) {
            now.forEach(this::look);
            now = report(now.stream()
                    .filter(job -> job.report != null && !queue.isForgotten(job))
                    .toList());
        }
    }

    /** Stops the work of invocations if possible, and reports RUNNING ones as canceled. */
    void cancel(List<Invocation> invocations) {
        List<Job> canceled = new ArrayList<>();
        RuntimeException unreachable = null;
        for (Invocation invocation : invocations) {
            // Removed before it is stopped, so that no other thread reports the stopped work as lost.
            Job job = queue.remove(invocation);
            if (job == null) {
                continue;
            }
            try {
                if (job.begun && transport.stop(invocation) != StopOutcome.STOPPED) {
                    queue.restore(job, clock.millis());
                } else if (job.begun || invocation.status() == InvocationStatus.RUNNING) {
                    canceled.add(queue.toReportOnly(ExecutionReport.canceled(invocation), invocation, clock.millis()));
                }
            } catch (RuntimeException e) {
                queue.restore(job, clock.millis());
                unreachable = e;
            }
        }
        run(canceled);
        if (unreachable != null) {
            throw new PortException("work could not be stopped", unreachable);
        }
    }

    private void look(Job job) {
        if (job.report != null) {
            return;
        }
        try {
            judge(job, transport.look(job.invocation));
        } catch (RuntimeException e) {
            queue.plan(job, after(job.nextPause()));
        }
    }

    private void judge(Job job, Look look) {
        if (!job.begun) {
            waitOrReportStart(job, look instanceof NotBegun notBegun ? notBegun.lookAgainIn() : null);
        } else if (look instanceof NotBegun notBegun) {
            watch(job, notBegun.lookAgainIn());
        } else if (look instanceof Alive alive) {
            watch(job, alive.lookAgainIn());
        } else if (look instanceof Succeeded) {
            job.report = ExecutionReport.succeeded(job.invocation);
        } else if (look instanceof Failed failed) {
            job.report = failed(job, failed.message(), failed.version());
        } else if (look instanceof Lost lost) {
            judgeLost(job, lost);
        }
    }

    private void waitOrReportStart(Job job, @Nullable Duration hint) {
        if (hint == null) {
            job.report = ExecutionReport.started(job.invocation);
        } else if (isWatchedLong(job)) {
            queue.forget(job); // What is still PENDING then is handed over again by the core.
        } else {
            queue.plan(job, after(hint));
        }
    }

    private void watch(Job job, @Nullable Duration hint) {
        if (isWatchedLong(job)) {
            job.report = ExecutionReport.started(job.invocation);
        } else {
            queue.plan(job, after(hint == null ? job.nextPause() : hint));
        }
    }

    private void judgeLost(Job job, Lost lost) {
        if (lost.agent().isOn(job.invocation.versions().target())) {
            job.report = ExecutionReport.succeeded(job.invocation);
        } else if (transport.stop(job.invocation) == StopOutcome.STOPPED) {
            job.report =
                    failed(job, "Interrupted: " + lost.message(), lost.agent().version());
        } else {
            queue.plan(job, after(job.nextPause()));
        }
    }

    /** Delivers the reports of jobs, those of each project on their own, and returns the jobs for which more can be done now. */
    private List<Job> report(List<Job> jobs) {
        Map<ProjectId, List<Job>> byProject = jobs.stream()
                .collect(Collectors.groupingBy(
                        job -> job.invocation.project(), LinkedHashMap::new, Collectors.toList()));
        List<Job> next = new ArrayList<>();
        byProject.values().forEach(ofOneProject -> reportAll(ofOneProject, next));
        return next;
    }

    private void reportAll(List<Job> jobs, List<Job> next) {
        List<ReportOutcome> outcomes;
        try {
            outcomes =
                    requireTarget().report(jobs.stream().map(Job::requireReport).toList());
        } catch (RuntimeException e) {
            jobs.forEach(this::reportAgain);
            return;
        }
        for (int i = 0; i < jobs.size(); i++) {
            Job job = jobs.get(i);
            if (!job.isToReportStart() || !job.mayBegin(outcomes.get(i))) {
                queue.forget(job);
            } else if (begin(job)) {
                next.add(job);
            }
        }
    }

    private void reportAgain(Job job) {
        // The failed report may have been stored.
        job.startMayBeKnown = job.startMayBeKnown || job.isToReportStart();
        queue.plan(job, after(REPORT_AGAIN));
    }

    /** Begins work that the core allows to begin; false if nothing more can be done now. */
    private boolean begin(Job job) {
        job.startMayBeKnown = true;
        job.since = clock.millis();
        if (!queue.begin(job)) {
            return false;
        }
        try {
            boolean refused = transport.begin(job.invocation) == BeginOutcome.REFUSED;
            job.report = refused ? ExecutionReport.canceled(job.invocation) : null;
            job.resetPause();
            return true;
        } catch (RuntimeException e) {
            // STARTED is reported again before the next attempt, because the invocation may have timed out by then.
            queue.plan(job, after(job.nextPause()));
            return false;
        }
    }

    private boolean isWatchedLong(Job job) {
        return clock.millis() - job.since >= WATCH.toMillis();
    }

    private long after(Duration pause) {
        Duration bounded = pause.compareTo(AgentBehavior.LONGEST) > 0 ? AgentBehavior.LONGEST : pause;
        return clock.millis() + Math.max(1, bounded.toMillis());
    }

    private static ExecutionReport failed(Job job, String message, @Nullable AgentVersion seen) {
        Invocation invocation = job.invocation;
        return new ExecutionReport(invocation.project(), invocation.id(), ExecutionReport.Event.FAILED, message, seen);
    }
}
