package io.agentmaintenance.spring;

import io.agentmaintenance.application.port.out.ElapsedTime;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time that judges tasks. The store decides which it is.
 *
 * @param clock the clock
 * @param elapsed how much time passes
 */
record MaintenanceTime(Clock clock, ElapsedTime elapsed) {
    /** {@return the time by a clock, and the time that passes by the machine, so that a clock that is set does no harm} */
    static MaintenanceTime by(Clock clock) {
        return new MaintenanceTime(clock, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }

    /** {@return the time by the clock of the host, which tests may move; by the machine if there is none} */
    static MaintenanceTime ofHost(@Nullable Clock clock) {
        return clock == null ? by(Clock.systemUTC()) : new MaintenanceTime(clock, ElapsedTime.by(clock));
    }
}
