package io.agentmaintenance.domain;

/**
 * State of an invocation, and the table of the transitions between them. The states are documented; which state may follow
 * which is assumed.
 */
public enum InvocationStatus {
    /** Accepted, not yet picked up. */
    PENDING,
    /** Work on the instance has begun. */
    RUNNING,
    /** Not picked up, or not finished, in time. */
    TIMEOUT,
    /** The work ended without effect, or with a wrong one. */
    FAILED,
    /** The work is done. */
    SUCCEEDED,
    /** Given up before it had an effect. */
    CANCELED,
    /** An update that was undone by a later rollback. */
    ROLLBACKED;

    /**
     * {@return whether the invocation still occupies its instance: pending or running}
     */
    public boolean isActive() {
        return this == PENDING || this == RUNNING;
    }

    /**
     * {@return whether an invocation of this state may come to the next one in one step}
     *
     * @param next the next state
     */
    public boolean canBecome(InvocationStatus next) {
        return switch (this) {
            case PENDING -> next == RUNNING || next == TIMEOUT || next == CANCELED;
            case RUNNING -> next == SUCCEEDED || next == FAILED || next == TIMEOUT || next == CANCELED;
            // The last two are the reconciliation with a late report.
            case TIMEOUT -> next == ROLLBACKED || next == SUCCEEDED || next == FAILED;
            case SUCCEEDED, FAILED -> next == ROLLBACKED;
            case CANCELED, ROLLBACKED -> false;
        };
    }
}
