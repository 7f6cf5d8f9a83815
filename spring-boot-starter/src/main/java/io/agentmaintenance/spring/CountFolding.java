package io.agentmaintenance.spring;

/** Sums up the counts of a store that keeps them as deltas. */
@FunctionalInterface
interface CountFolding {
    /** Sums them up. */
    void fold();
}
