package io.agentmaintenance.adapter.dbscheduler;

/** Periodic work that one node at a time does for all nodes, see {@link ScheduledAgentExecutor#every}. */
public enum RecurringWork {
    /** Ends what is overdue: {@code SuperviseInvocationsUseCase.expireOverdue}. */
    EXPIRE_OVERDUE("agent-maintenance.expire-overdue"),
    /** Hands over what is pending for half a minute: {@code SuperviseInvocationsUseCase.resumePending}. */
    RESUME_PENDING("agent-maintenance.resume-pending"),
    /** Forgets what ended long ago: {@code SuperviseInvocationsUseCase.forgetFinished}, and the journal. */
    FORGET_FINISHED("agent-maintenance.forget-finished"),
    /** Sums up the counts of a store that keeps them as deltas. */
    FOLD_COUNTS("agent-maintenance.fold-counts");

    private final String taskName;

    RecurringWork(String taskName) {
        this.taskName = taskName;
    }

    /** {@return the name of the task in the table of the engine; it stays the same in later versions} */
    public String taskName() {
        return taskName;
    }
}
