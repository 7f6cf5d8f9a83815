package io.agentmaintenance.domain;

/** What a caller asks for. Documented. */
public enum InvocationType {
    /** Install the agent on instances that lack it or whose agent is broken. */
    INSTALL,
    /** Bring the agent of instances to a newer version. */
    UPDATE,
    /** Undo earlier updates. */
    ROLLBACK,
    /** Repeat earlier invocations that did not succeed. */
    RETRY
}
