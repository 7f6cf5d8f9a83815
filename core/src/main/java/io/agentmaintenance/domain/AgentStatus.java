package io.agentmaintenance.domain;

/** State of the maintained agent (telescope) on a server. Documented: the values of an extension's {@code status}. */
public enum AgentStatus {
    /** It is not installed. */
    NONE,
    /** It runs. */
    RUNNING,
    /** It is installed and was stopped. */
    STOPPED,
    /** It is installed and broken. Installing it again is the documented cure for damaged files. */
    FAULT,
    /** It does not answer; it may be installed. */
    UNKNOWN
}
