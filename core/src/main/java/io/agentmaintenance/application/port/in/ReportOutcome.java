package io.agentmaintenance.application.port.in;

/** What became of a report. */
public enum ReportOutcome {
    /** It changed the invocation. After STARTED: go on. */
    APPLIED,
    /** It was known already. After STARTED: an earlier report began the work; go on only if that report was your own. */
    REPEATED,
    /** The invocation had come to another end; nothing changed. After STARTED: do not begin. */
    OBSOLETE,
    /** The invocation is not known in this project. After STARTED: do not begin. */
    UNKNOWN
}
