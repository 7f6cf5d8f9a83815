package io.agentmaintenance.domain;

/** State of the UniAgent, the small resident process that receives maintenance work. Documented. */
public enum UniAgentStatus {
    /** It is not installed. */
    NONE,
    /** It runs and receives work. */
    RUNNING,
    /** It was silenced on purpose, in an emergency. It must not be overridden. */
    SILENT,
    /** It does not answer. */
    UNKNOWN
}
