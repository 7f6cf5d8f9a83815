package io.agentmaintenance.domain;

/** Kind of a server. Documented: the values of {@code instance_type}. */
public enum InstanceType {
    /** Elastic cloud server. */
    ECS,
    /** Bare metal server. */
    BMS
}
