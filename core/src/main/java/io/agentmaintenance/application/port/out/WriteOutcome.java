package io.agentmaintenance.application.port.out;

/** The outcome of one entry of a batch that a repository writes. */
public enum WriteOutcome {
    /** It is stored, durably as far as the repository is durable, and visible to every later call. */
    STORED,
    /** It is not stored, because what it builds on has changed since it was read. */
    CONFLICT,
    /**
     * It is certainly not stored, because of a failure that concerns this entry alone. A repository that does not know whether it has stored
     * an entry throws {@link PortException} instead.
     */
    FAILED
}
