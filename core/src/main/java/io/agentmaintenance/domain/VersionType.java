package io.agentmaintenance.domain;

/** Line of agent versions. Documented. */
public enum VersionType {
    /** The basic line; what is installed when nothing else is asked for. */
    BASIC_VERSION,
    /** The advanced line. */
    ADVANCE_VERSION
}
