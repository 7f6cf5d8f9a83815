package io.agentmaintenance.domain;

/** Type of an agent version. Documented. */
public enum VersionType {
    /** The basic type, which is installed if a request names no other. */
    BASIC_VERSION,
    /** The advanced type. */
    ADVANCE_VERSION
}
