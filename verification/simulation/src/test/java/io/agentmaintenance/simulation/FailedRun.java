package io.agentmaintenance.simulation;

import java.util.Optional;

/** A run that broke an invariant, with its seed, its last events, and how to see it again. */
final class FailedRun extends AssertionError {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 40;

    FailedRun(long seed, EventLog log, Throwable cause) {
        super(
                "seed " + seed + ": " + cause.getMessage() + "\n  the last events were:\n    "
                        + String.join("\n    ", log.last(LINES))
                        + "\n  to see it again: mvn test -pl verification/simulation -am"
                        + " -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=" + seed,
                cause);
    }

    /** The invariant that was broken, unless the simulation itself has failed. */
    Optional<Invariant> invariant() {
        return getCause() instanceof InvariantBroken broken ? Optional.of(broken.invariant()) : Optional.empty();
    }
}
