package io.agentmaintenance.domain;

/**
 * One change of an invocation: what it was and what it becomes. Whoever stores it does so only if the stored invocation is
 * still what it was.
 *
 * @param before the invocation as it was read
 * @param after the invocation as it shall be; its revision is the next one
 */
public record InvocationChange(Invocation before, Invocation after) {
    /**
     * Checks that both are the same invocation and follow one another.
     *
     * @throws IllegalArgumentException if they do not
     * @throws IllegalTransitionException if the state after may not follow the state before
     */
    public InvocationChange {
        if (!before.id().equals(after.id()) || after.revision() != before.revision() + 1) {
            throw new IllegalArgumentException("a change goes from one revision of an invocation to its next");
        }
        if (before.status() != after.status() && !before.status().canBecome(after.status())) {
            throw new IllegalTransitionException(before.status(), after.status());
        }
    }

    /**
     * {@return whether the state changes, and not only a link to another invocation}
     */
    public boolean isTransition() {
        return before.status() != after.status();
    }
}
