package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Worker;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report, the step of its invocation that it leads to, and its outcome. */
final class OpenReport {
    private static final String FAILED = "Failed.";
    private static final String CANCELED = "Canceled while it was running.";

    private final ExecutionReport report;
    private @Nullable Invocation seen;
    private @Nullable ReportOutcome outcome;
    private boolean failed;

    OpenReport(ExecutionReport report) {
        this.report = report;
    }

    ProjectId project() {
        return report.project();
    }

    InvocationId invocationId() {
        return report.invocation();
    }

    /** The invocation as it was read last, null if there is none. */
    @Nullable Invocation seen() {
        return seen;
    }

    void see(@Nullable Invocation now) {
        seen = now;
    }

    /** Whether the report is still to be processed. */
    boolean isOpen() {
        return outcome == null && !failed;
    }

    boolean hasOutcome() {
        return outcome != null;
    }

    ReportOutcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("a report was left without an outcome");
        }
        return outcome;
    }

    /** The next step of the invocation, or null if there is none; then the report has its outcome. */
    @Nullable InvocationUpdate next(Map<InvocationId, Invocation> undone, Instant now) {
        Invocation invocation = seen;
        if (invocation == null) {
            outcome = ReportOutcome.UNKNOWN;
            return null;
        }
        InvocationStatus status = invocation.status();
        InvocationStatus end = endReported();
        if (status == InvocationStatus.RUNNING && end == InvocationStatus.RUNNING) {
            outcome = isBySameWorker(invocation) ? ReportOutcome.REPEATED : ReportOutcome.TAKEN;
            return null;
        }
        if (status == end || (status == InvocationStatus.ROLLBACKED && end == InvocationStatus.SUCCEEDED)) {
            outcome = ReportOutcome.REPEATED;
            return null;
        }
        if (status == InvocationStatus.PENDING && end != InvocationStatus.CANCELED) {
            // An end that is reported before its start implies the start.
            return start(invocation, now);
        }
        if (end == InvocationStatus.RUNNING || !status.canBecome(end)) {
            outcome = ReportOutcome.OBSOLETE;
            return null;
        }
        return endOf(invocation, undone, now);
    }

    void stored(InvocationChange change) {
        if (change.after().status() == endReported()) {
            outcome = ReportOutcome.APPLIED;
        }
    }

    /** Notes that the repository failed for this report, which ends the attempt. */
    void notStored() {
        failed = true;
    }

    private InvocationUpdate endOf(Invocation invocation, Map<InvocationId, Invocation> undone, Instant now) {
        String message = report.message();
        return switch (report.event()) {
            case STARTED -> start(invocation, now);
            case SUCCEEDED ->
                Succession.success(invocation, Succession.undone(invocation, undone), actor(invocation), now);
            case FAILED ->
                InvocationUpdate.of(
                        invocation.fail(now, message == null || message.isEmpty() ? FAILED : message, report.version()),
                        actor(invocation));
            case CANCELED ->
                InvocationUpdate.of(
                        invocation.cancel(now, message == null || message.isEmpty() ? CANCELED : message),
                        actor(invocation));
        };
    }

    private InvocationUpdate start(Invocation invocation, Instant now) {
        return InvocationUpdate.of(invocation.start(now, report.worker()), actor(invocation));
    }

    private boolean isBySameWorker(Invocation invocation) {
        Worker worker = report.worker();
        return worker != null && worker.equals(invocation.progress().startedBy());
    }

    /** The worker that reports; if it does not say which one it is, the one that began. */
    private Actor actor(Invocation invocation) {
        Worker worker = report.worker() == null ? invocation.progress().startedBy() : report.worker();
        return worker == null ? Actor.unknownWorker() : Actor.worker(worker);
    }

    private InvocationStatus endReported() {
        return switch (report.event()) {
            case STARTED -> InvocationStatus.RUNNING;
            case SUCCEEDED -> InvocationStatus.SUCCEEDED;
            case FAILED -> InvocationStatus.FAILED;
            case CANCELED -> InvocationStatus.CANCELED;
        };
    }
}
