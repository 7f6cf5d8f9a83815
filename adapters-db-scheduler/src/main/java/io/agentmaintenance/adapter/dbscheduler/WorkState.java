package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.domain.Worker;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an execution has to know from one run to the next. Stored as text, such as {@code watch node-1.4f2a#7 0 -}. Immutable.
 *
 * @param stage what the next run does
 * @param worker the worker that has reported STARTED, or tried to. It is handed on from run to run, because the version of the execution
 *     makes sure that the run before is over. Null if there is none, and after a revival, because that run may go on
 * @param pauseSeconds the latest of the growing pauses, 0 if there was none
 * @param revivedFrom the process that had the execution in hand when it was taken for dead, or null
 */
record WorkState(
        Stage stage,
        @Nullable Worker worker,
        int pauseSeconds,
        @Nullable String revivedFrom) {
    private static final int LONGEST_PAUSE_SECONDS = 10;
    private static final String NONE = "-";

    /** What the next run does. */
    enum Stage {
        /** Begins the work if the core allows it. */
        START,
        /** Looks at work that has begun until it ends. */
        WATCH,
        /** Finds out what became of work whose worker is gone. */
        RESUME,
        /** Waits for what another worker does that was allowed to begin. */
        TAKEN,
        /** Reports that the work was stopped, as asked. */
        STOPPED
    }

    static WorkState initial(Stage stage) {
        return new WorkState(stage, null, 0, null);
    }

    static WorkState parse(String text) {
        String[] parts = text.split(" ", -1);
        return new WorkState(
                Stage.valueOf(parts[0].toUpperCase(Locale.ROOT)),
                worker(parts[1]),
                Integer.parseInt(parts[2]),
                parts[3].equals(NONE) ? null : parts[3]);
    }

    /** {@return this state for the next run, in another stage, without a growing pause} */
    WorkState in(Stage next) {
        return in(next, 0);
    }

    WorkState in(Stage next, int pause) {
        return new WorkState(next, worker, pause, revivedFrom);
    }

    WorkState by(Worker reporting) {
        return new WorkState(stage, reporting, pauseSeconds, revivedFrom);
    }

    /** {@return the state after an execution was taken for dead} */
    WorkState revived(@Nullable String process) {
        Stage next = stage == Stage.WATCH ? Stage.RESUME : stage;
        return new WorkState(next, null, 0, process == null ? "unknown" : process);
    }

    /** {@return the state with the next growing pause: 1, 2, 4, 8, and then 10 seconds} */
    WorkState withNextPause() {
        int next = Math.min(LONGEST_PAUSE_SECONDS, Math.max(1, 2 * pauseSeconds));
        return new WorkState(stage, worker, next, revivedFrom);
    }

    Duration pause() {
        return Duration.ofSeconds(pauseSeconds);
    }

    boolean isRevived() {
        return revivedFrom != null;
    }

    /** {@return the text that is stored} */
    @Override
    public String toString() {
        return stage.name().toLowerCase(Locale.ROOT) + " " + (worker == null ? NONE : worker) + " " + pauseSeconds + " "
                + (revivedFrom == null ? NONE : revivedFrom);
    }

    private static @Nullable Worker worker(String text) {
        int separator = text.lastIndexOf('#');
        return separator < 0
                ? null
                : new Worker(text.substring(0, separator), Long.parseLong(text.substring(separator + 1)));
    }
}
