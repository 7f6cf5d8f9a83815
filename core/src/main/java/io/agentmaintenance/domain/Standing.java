package io.agentmaintenance.domain;

/** Where a rule or a number comes from. */
public enum Standing {
    /** The API document or an official client says so. It cannot be replaced. */
    DOCUMENTED,
    /** Our decision, because the public material does not say it. A host may replace it. */
    ASSUMED
}
