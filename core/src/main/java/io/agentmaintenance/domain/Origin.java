package io.agentmaintenance.domain;

/** Who calls the API. Documented: the values of {@code origin}. */
public enum Origin {
    /** The Cloud Eye console. */
    CES,
    /** Bare Metal Server. */
    APICOM_BMS,
    /** The operation and maintenance platform. */
    ADMIN_SERVER
}
