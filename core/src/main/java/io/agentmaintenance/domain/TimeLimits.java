package io.agentmaintenance.domain;

import java.time.Duration;

/**
 * The time limits of maintenance. Assumed: no public material states them.
 *
 * @param pickUp how long an invocation may be PENDING before it is TIMEOUT; positive
 * @param execution how long it may be RUNNING before it is TIMEOUT; positive
 * @param rollbackWindow how long after its end an update may be rolled back; positive
 */
public record TimeLimits(Duration pickUp, Duration execution, Duration rollbackWindow) {
    private static final TimeLimits STANDARD =
            new TimeLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofDays(7));

    /**
     * Checks that all are positive.
     *
     * @throws IllegalArgumentException if one is not
     */
    public TimeLimits {
        positive("pickUp", pickUp);
        positive("execution", execution);
        positive("rollbackWindow", rollbackWindow);
    }

    /**
     * {@return the limits in force unless the host says otherwise: 5 minutes, 10 minutes, 7 days}
     */
    public static TimeLimits standard() {
        return STANDARD;
    }

    private static void positive(String name, Duration limit) {
        if (limit.isZero() || limit.isNegative()) {
            throw new IllegalArgumentException(name + " must be longer than zero");
        }
    }
}
