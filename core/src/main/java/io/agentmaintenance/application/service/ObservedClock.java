package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.ElapsedTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The clock of the host, which remembers when it was set. Every time that the core writes down is read here, so for each it can be
 * said how long ago the clock showed it. Times that passed are in milliseconds of the {@link ElapsedTime}. Thread-safe.
 */
final class ObservedClock extends Clock {
    /** A smaller difference is no setting: a clock that is slowly corrected, or a pause between two readings. */
    private static final long SAME_PACE_MILLIS = 100;

    /** Enough for any limit; the oldest are dropped beyond. */
    private static final int MOST_PHASES = 1000;

    private final Clock clock;
    private final ElapsedTime elapsed;
    private final List<Phase> phases = new ArrayList<>();
    private long lastRead;

    /**
     * While the clock is not set, it shows the time that has passed plus an offset.
     *
     * @param begin the last reading before: the clock may have been set right after it, and another node may have read it since
     * @param noticed the first reading
     * @param offset the offset
     */
    private record Phase(long begin, long noticed, long offset) {}

    ObservedClock(Clock clock, ElapsedTime elapsed) {
        this.clock = clock;
        this.elapsed = elapsed;
    }

    @Override
    public synchronized long millis() {
        return read(elapsed.millis());
    }

    /** {@return the time that has passed} */
    synchronized long passed() {
        long passed = elapsed.millis();
        read(passed);
        return passed;
    }

    /**
     * {@return the earliest time that the clock has shown since so much time ago; 1970 if the duration is longer than that. What the
     * clock showed before the first reading is taken to be right}
     */
    synchronized Instant earliestWithin(Duration duration) {
        long passed = passed();
        if (duration.compareTo(Duration.ofMillis(Math.max(0, lastPhase().offset() + passed))) > 0) {
            return Instant.EPOCH;
        }
        long begin = passed - duration.toMillis();
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < phases.size(); i++) {
            if (end(i) >= begin) {
                long shownFrom = i == 0 ? begin : Math.max(begin, phases.get(i).begin());
                earliest = Math.min(earliest, shownFrom + phases.get(i).offset());
            }
        }
        return Instant.ofEpochMilli(Math.max(0, earliest));
    }

    /** {@return when the clock last showed a time; empty if it did not since the first reading} */
    synchronized OptionalLong lastShown(Instant time) {
        long now = passed();
        // Phases overlap between two readings, so a later one may have shown the time earlier.
        OptionalLong last = OptionalLong.empty();
        for (int i = 0; i < phases.size(); i++) {
            long at = time.toEpochMilli() - phases.get(i).offset();
            long until = Math.min(now, end(i));
            // A clock that drifts may have shown the time although its offset says that it has not yet, or no more.
            if ((i == 0 || at >= phases.get(i).begin() - SAME_PACE_MILLIS) && at <= until + SAME_PACE_MILLIS) {
                at = Math.min(at, until);
                last = OptionalLong.of(Math.max(at, last.orElse(at)));
            }
        }
        return last;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ObservedClock(clock.withZone(zone), elapsed);
    }

    private long read(long passed) {
        long shown = clock.millis();
        long offset = shown - passed;
        if (phases.isEmpty() || Math.abs(offset - lastPhase().offset()) > SAME_PACE_MILLIS) {
            phases.add(new Phase(phases.isEmpty() ? passed : lastRead, passed, offset));
            if (phases.size() > MOST_PHASES) {
                phases.remove(0);
            }
        }
        lastRead = passed;
        return shown;
    }

    private Phase lastPhase() {
        return phases.get(phases.size() - 1);
    }

    private long end(int phase) {
        return phase + 1 < phases.size() ? phases.get(phase + 1).noticed() : Long.MAX_VALUE;
    }
}
