package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An invocation that was taken on, until its end is reported. Only the thread that took a job from the {@link WorkQueue} uses it; the fields
 * that the queue owns are guarded by its lock.
 */
final class Job {
    private static final int LONGEST_PAUSE_SECONDS = 10;

    final Invocation invocation;
    /** What is to be reported next; null if the next step is a look at the server. */
    @Nullable ExecutionReport report;
    /** Whether the core may know from this executor that the work has begun, so that REPEATED does not mean another executor. */
    boolean startMayBeKnown;
    /** Whether the report failed together with others, so that it is delivered on its own from now on. */
    boolean reportAlone;

    private Duration paused = Duration.ZERO;
    private int pauseSeconds;

    // Owned by the queue.
    final long number;
    long due;
    boolean begun;
    boolean dropped;

    Job(Invocation invocation, long number) {
        this.invocation = invocation;
        this.number = number;
    }

    boolean isToReportStart() {
        return report != null && report.event() == ExecutionReport.Event.STARTED;
    }

    ExecutionReport requireReport() {
        return Objects.requireNonNull(report);
    }

    /** {@return whether the answer to the report of the start allows the work to begin} */
    boolean mayBegin(ReportOutcome answer) {
        return answer == ReportOutcome.APPLIED || (answer == ReportOutcome.REPEATED && startMayBeKnown);
    }

    /** Notes a pause before the next step. */
    void pause(Duration pause) {
        paused = paused.plus(pause);
    }

    /**
     * {@return how long the job has paused in all since it was taken on, or since the core was last asked whether the work may begin or
     * go on}
     */
    Duration paused() {
        return paused;
    }

    void resetPaused() {
        paused = Duration.ZERO;
    }

    void resetPause() {
        pauseSeconds = 0;
    }

    /** {@return how long to pause where nobody says when news is expected: 1, 2, 4, 8, and then 10 seconds} */
    Duration nextPause() {
        pauseSeconds = Math.min(LONGEST_PAUSE_SECONDS, Math.max(1, 2 * pauseSeconds));
        return Duration.ofSeconds(pauseSeconds);
    }
}
