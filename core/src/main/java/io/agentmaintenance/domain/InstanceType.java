package io.agentmaintenance.domain;

/** Kind of an instance. Documented. */
public enum InstanceType {
    /** Elastic cloud instance. */
    ECS,
    /** Bare metal instance. */
    BMS
}
