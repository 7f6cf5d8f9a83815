package io.agentmaintenance.simulation;

import java.util.Optional;

/** A run that broke an invariant. The message has the seed, the last events and the command that repeats the run. */
final class FailedRun extends AssertionError {
    private static final long serialVersionUID = 1L;
    private static final int LINES = 40;

    FailedRun(long seed, EventLog log, Throwable cause) {
        super(
                "seed " + seed + ": " + cause.getMessage() + "\n  last events:\n    "
                        + String.join("\n    ", log.last(LINES))
                        + "\n  to repeat this run: mvn test -pl verification/simulation -am"
                        + " -Dtest=SimulationTest -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=" + seed,
                cause);
    }

    /** The broken invariant, or empty if the simulation itself failed. */
    Optional<Invariant> invariant() {
        return getCause() instanceof InvariantBroken broken ? Optional.of(broken.invariant()) : Optional.empty();
    }
}
