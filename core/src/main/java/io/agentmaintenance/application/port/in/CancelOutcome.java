package io.agentmaintenance.application.port.in;

/** The outcome of a request to cancel one invocation. */
public enum CancelOutcome {
    /** It was PENDING and is CANCELED. */
    CANCELED,
    /** It is RUNNING, and the executor got the request to stop it. */
    REQUESTED,
    /** It is RUNNING, and the request to stop it did not reach the executor. The caller may repeat it. */
    NOT_PASSED_ON,
    /** It had ended before. */
    FINISHED,
    /** It is not known in this project. */
    NOT_FOUND,
    /** The repository failed for this invocation, so it is not known whether it is CANCELED. The request may be repeated. */
    UNKNOWN
}
