package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.Worker;
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
    /** The run of work that this job is. */
    final Worker worker;
    /** What is to be reported next; null if the next step is a look at the server. */
    @Nullable ExecutionReport report;
    /** The agent as it was seen at the end of the work; null if the work has not ended, or nothing is known of it. */
    @Nullable AgentState seen;
    /** Whether the report failed together with others, so that it is delivered on its own from now on. */
    boolean reportAlone;

    private Duration paused = Duration.ZERO;
    private int pauseSeconds;

    // Owned by the queue.
    final long number;
    long due;
    boolean begun;
    /** Whether another worker began, so that this job finds out what became of the work and begins nothing. */
    boolean takenOver;

    boolean dropped;

    Job(Invocation invocation, long number, Worker worker) {
        this.invocation = invocation;
        this.number = number;
        this.worker = worker;
    }

    boolean isToReportStart() {
        return report != null && report.event() == ExecutionReport.Event.STARTED;
    }

    ExecutionReport requireReport() {
        return Objects.requireNonNull(report);
    }

    void reportStart() {
        report = ExecutionReport.started(invocation, worker);
    }

    /** Makes the end of the work the next report, together with the agent that was seen, if it was. */
    void reportEnd(ExecutionReport end, @Nullable AgentState agent) {
        report = end.by(worker);
        seen = agent;
    }

    /** {@return whether the answer to the report of the start allows the work to begin, or work that was taken over to go on} */
    boolean mayGoOn(ReportOutcome answer) {
        return answer == ReportOutcome.APPLIED
                || answer == ReportOutcome.REPEATED
                || (takenOver && answer == ReportOutcome.TAKEN);
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

    /** {@return how long to pause if the time of the next change is not known: 1, 2, 4, 8, and then 10 seconds} */
    Duration nextPause() {
        pauseSeconds = Math.min(LONGEST_PAUSE_SECONDS, Math.max(1, 2 * pauseSeconds));
        return Duration.ofSeconds(pauseSeconds);
    }
}
