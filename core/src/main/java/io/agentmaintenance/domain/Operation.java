package io.agentmaintenance.domain;

/** What is done to the agent. A RETRY is no operation: it repeats the one of an earlier invocation. */
public enum Operation {
    /** The agent is installed. */
    INSTALL,
    /** The agent is brought to a newer version. */
    UPDATE,
    /** The agent is brought back to the version before an update. */
    ROLLBACK
}
