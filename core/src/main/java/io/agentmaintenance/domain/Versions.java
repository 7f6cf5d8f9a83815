package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * The agent versions that an invocation is about.
 *
 * @param previous the version before the invocation, or null if none was known
 * @param current the version as it was last seen, or null if none was known
 * @param target the version that the agent gets; fixed when the invocation was accepted
 */
public record Versions(
        @Nullable AgentVersion previous, @Nullable AgentVersion current, AgentVersion target) {
    /**
     * {@return the versions of an invocation that has not begun}
     *
     * @param present the version that the agent has now, or null
     * @param target the pinned target
     */
    public static Versions from(@Nullable AgentVersion present, AgentVersion target) {
        return new Versions(present, present, target);
    }

    /**
     * {@return these versions with another current one}
     *
     * @param seen the version as it was last seen; null changes nothing
     */
    public Versions seen(@Nullable AgentVersion seen) {
        return seen == null || seen.equals(current) ? this : new Versions(previous, seen, target);
    }

    /** {@return the change from the current version to the target, such as {@code 2.4.1 -> 2.7.5.1}} */
    @Override
    public String toString() {
        return (current == null ? "none" : current) + " -> " + target;
    }
}
