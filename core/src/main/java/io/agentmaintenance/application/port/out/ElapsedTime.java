package io.agentmaintenance.application.port.out;

import java.time.Clock;
import java.time.Duration;

/**
 * Measures how much time passes, even while a clock is set. A host on the JVM passes {@code () -> System.nanoTime() / 1_000_000}.
 * Thread-safe.
 */
@FunctionalInterface
public interface ElapsedTime {
    /** The longest pause between two readings that {@link #by(Clock)} takes for time that has passed: an hour. */
    Duration LONGEST_PAUSE = Duration.ofHours(1);

    /**
     * {@return milliseconds since a moment of the source's own choice; never goes back}
     */
    long millis();

    /**
     * {@return the time that passes by a clock, as far as a clock alone can tell}
     *
     * <p>If the clock goes back between two readings, or goes ahead by more than {@link #LONGEST_PAUSE}, it was set, and nothing is
     * counted. A clock that is set ahead by less looks like time that passes. Counts from the first reading on.
     *
     * @param clock the clock
     */
    static ElapsedTime by(Clock clock) {
        return by(clock, LONGEST_PAUSE);
    }

    /**
     * {@return the same with another longest pause}
     *
     * @param clock the clock
     * @param longestPause the longest pause between two readings that is taken for time that has passed
     */
    static ElapsedTime by(Clock clock, Duration longestPause) {
        return new TimeByClock(clock, longestPause);
    }
}
