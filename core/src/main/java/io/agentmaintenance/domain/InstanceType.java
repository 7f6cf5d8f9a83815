package io.agentmaintenance.domain;

/** Kind of a server. Documented. */
public enum InstanceType {
    /** Elastic cloud server. */
    ECS,
    /** Bare metal server. */
    BMS
}
