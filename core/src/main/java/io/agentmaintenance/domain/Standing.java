package io.agentmaintenance.domain;

/** How a rule or a number came to be. */
public enum Standing {
    /** The API document or an official client says so. It is the outside world and can not be replaced. */
    DOCUMENTED,
    /** Our decision where the public material is silent. A host may replace it. */
    ASSUMED
}
