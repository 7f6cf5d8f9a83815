package io.agentmaintenance.domain;

import org.jspecify.annotations.Nullable;

/**
 * How an invocation is related to others on the same instance.
 *
 * @param retryOf the invocation that this one repeats, or null
 * @param root the first attempt of the chain that this one continues, or null
 * @param rollbackOf the update that this one undoes, or null; a retry of a rollback has it too
 * @param retriedBy the retry that repeats this one, or null
 */
public record Lineage(
        @Nullable InvocationId retryOf,
        @Nullable InvocationId root,
        @Nullable InvocationId rollbackOf,
        @Nullable InvocationId retriedBy) {
    private static final Lineage NONE = new Lineage(null, null, null, null);

    /**
     * {@return the lineage of an invocation that stands alone}
     */
    public static Lineage none() {
        return NONE;
    }

    /**
     * {@return the lineage of an invocation that undoes an update}
     *
     * @param update the update
     */
    public static Lineage undoing(InvocationId update) {
        return new Lineage(null, null, update, null);
    }

    /**
     * {@return the lineage of an invocation that repeats another}
     *
     * @param earlier the invocation to repeat
     */
    public static Lineage repeating(Invocation earlier) {
        InvocationId root = earlier.lineage().root();
        return new Lineage(
                earlier.id(),
                root == null ? earlier.id() : root,
                earlier.lineage().rollbackOf(),
                null);
    }

    /**
     * {@return this lineage with another retry}
     *
     * @param retry the retry, or null for none
     */
    public Lineage retriedBy(@Nullable InvocationId retry) {
        return retry == null && retryOf == null && root == null && rollbackOf == null
                ? NONE
                : new Lineage(retryOf, root, rollbackOf, retry);
    }
}
