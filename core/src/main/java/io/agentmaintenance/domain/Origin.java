package io.agentmaintenance.domain;

/** Who calls the API. Documented. */
public enum Origin {
    /** The Cloud Eye console. */
    CES,
    /** Bare Metal Server. */
    APICOM_BMS,
    /** The operation and maintenance platform. */
    ADMIN_SERVER
}
