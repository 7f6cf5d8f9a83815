package io.agentmaintenance.application.port.in;

/** The outcome of a request to cancel one invocation. */
public enum CancelOutcome {
    /** It is CANCELED: it was PENDING, or the executor stopped it, reported that, and failed afterwards. */
    CANCELED,
    /** It is RUNNING, and the executor got the request to stop it. */
    REQUESTED,
    /** It is RUNNING, and the executor failed to take the request to stop it. The caller may repeat it. */
    NOT_PASSED_ON,
    /** It had ended before, or its work ended before the executor could stop it. */
    FINISHED,
    /** It is not known in this project. */
    NOT_FOUND,
    /** The repository failed for this invocation, so it is not known whether it is CANCELED. The request may be repeated. */
    UNKNOWN
}
