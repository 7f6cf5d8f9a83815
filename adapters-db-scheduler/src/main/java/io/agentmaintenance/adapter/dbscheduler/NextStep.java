package io.agentmaintenance.adapter.dbscheduler;

import java.time.Duration;

/** What follows a run of an execution. */
sealed interface NextStep {
    /** Nothing: the execution is removed. */
    record Done() implements NextStep {}

    /**
     * Another run.
     *
     * @param pause the time until then, 0 or more
     * @param state what the next run has to know
     * @param isSettled whether this run saw that somebody wishes to cancel, or that the invocation has ended: nothing else can come meanwhile
     */
    record Again(Duration pause, WorkState state, boolean isSettled) implements NextStep {}
}
