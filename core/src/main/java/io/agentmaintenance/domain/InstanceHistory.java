package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the earlier invocations of one instance. At most one invocation of an instance is active at a time, so only the
 * newest can be active.
 *
 * @param latest the newest invocation, whatever its state, or null if there is none
 * @param lastChange the newest invocation that SUCCEEDED, or null if there is none
 */
public record InstanceHistory(
        @Nullable Invocation latest, @Nullable Invocation lastChange) {
    private static final InstanceHistory EMPTY = new InstanceHistory(null, null);

    /**
     * {@return the history of an instance without invocations}
     */
    public static InstanceHistory empty() {
        return EMPTY;
    }

    /**
     * {@return the ordinal of the next invocation of the instance: one more than that of the newest, 1 if there is none}
     */
    public int nextOrdinal() {
        return latest == null ? 1 : latest.ordinal() + 1;
    }

    /**
     * {@return the active invocation of the instance, or null if there is none}
     */
    public @Nullable Invocation active() {
        return latest != null && latest.isActive() ? latest : null;
    }

    /**
     * {@return the newest invocation that succeeded, if it came after the given one, else null}
     *
     * @param earlier an invocation of the same instance
     */
    public @Nullable Invocation changeAfter(Invocation earlier) {
        return lastChange != null && lastChange.ordinal() > earlier.ordinal() ? lastChange : null;
    }
}
