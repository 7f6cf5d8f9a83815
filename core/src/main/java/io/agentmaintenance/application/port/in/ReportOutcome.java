package io.agentmaintenance.application.port.in;

/** What became of a report. */
public enum ReportOutcome {
    /** It changed the invocation. After STARTED: go on. */
    APPLIED,
    /** It was known already. After STARTED: the same worker has reported it before; go on. */
    REPEATED,
    /** Only after STARTED: another worker has begun the work, or it is not known which one. Do not begin. */
    TAKEN,
    /** The invocation had come to another end; nothing changed. After STARTED: do not begin. */
    OBSOLETE,
    /** The invocation is not known in this project. After STARTED: do not begin. */
    UNKNOWN
}
