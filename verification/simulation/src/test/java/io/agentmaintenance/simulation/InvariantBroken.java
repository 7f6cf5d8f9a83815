package io.agentmaintenance.simulation;

import org.jspecify.annotations.Nullable;

/** An invariant does not hold. {@link World#callPort} notes it, because the core takes it for the failure of a port. */
final class InvariantBroken extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    InvariantBroken(Invariant invariant, String details, @Nullable Throwable cause) {
        super(invariant + " (" + invariant.sentence() + "): " + details, cause);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }
}
