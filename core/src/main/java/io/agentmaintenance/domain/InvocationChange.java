package io.agentmaintenance.domain;

/**
 * One change of an invocation. A repository stores it only if the stored invocation is still the one before the
 * change. A change changes the progress, the current version, the link to a retry, and the revision; everything else stays as it was
 * accepted.
 *
 * @param before the invocation as it was read
 * @param after the invocation as it will be stored; its revision is one higher
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

    /**
     * {@return whether it notes a wish to cancel}
     */
    public boolean isCancelRequest() {
        return before.progress().cancelRequestedAt() == null && after.progress().cancelRequestedAt() != null;
    }
}
