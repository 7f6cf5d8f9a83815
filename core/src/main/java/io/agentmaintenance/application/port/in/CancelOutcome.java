package io.agentmaintenance.application.port.in;

/** What became of the wish to cancel an invocation. */
public enum CancelOutcome {
    /** It was PENDING and is CANCELED. */
    CANCELED,
    /** It is RUNNING, and the executor was asked to stop it. */
    REQUESTED,
    /** It had come to its end. */
    FINISHED,
    /** It is not known in this project. */
    NOT_FOUND
}
