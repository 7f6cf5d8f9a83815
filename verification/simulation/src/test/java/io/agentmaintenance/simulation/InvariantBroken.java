package io.agentmaintenance.simulation;

import org.jspecify.annotations.Nullable;

/** An invariant does not hold. It is an error so that the core cannot handle it as the failure of a port. */
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
