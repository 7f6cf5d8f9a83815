package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is known of the earlier tasks of one instance. As at most one task of an instance is active at a time, only the
 * newest can be.
 *
 * @param latest the newest task, whatever its state, or null if there is none
 * @param lastChange the newest task that SUCCEEDED, or null if there is none
 */
public record InstanceHistory(
        @Nullable Invocation latest, @Nullable Invocation lastChange) {
    private static final InstanceHistory EMPTY = new InstanceHistory(null, null);

    /**
     * {@return the history of an instance without tasks}
     */
    public static InstanceHistory empty() {
        return EMPTY;
    }

    /**
     * {@return the ordinal of the next task of the instance: one more than that of the newest, 1 if there is none}
     */
    public int nextOrdinal() {
        return latest == null ? 1 : latest.ordinal() + 1;
    }

    /**
     * {@return the task that occupies the instance, or null if it is free}
     */
    public @Nullable Invocation active() {
        return latest != null && latest.isActive() ? latest : null;
    }

    /**
     * {@return the newest task that succeeded, if it came after the given one, else null}
     *
     * @param earlier a task of the same instance
     */
    public @Nullable Invocation changeAfter(Invocation earlier) {
        return lastChange != null && lastChange.ordinal() > earlier.ordinal() ? lastChange : null;
    }
}
