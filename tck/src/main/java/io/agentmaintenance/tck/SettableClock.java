package io.agentmaintenance.tck;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved by hand. Thread-safe. */
public final class SettableClock extends Clock {
    private final AtomicReference<Instant> now;
    private final ZoneId zone;

    private SettableClock(AtomicReference<Instant> now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * {@return a clock in UTC that shows a time}
     *
     * @param start the first time
     */
    public static SettableClock at(Instant start) {
        return new SettableClock(new AtomicReference<>(start), ZoneOffset.UTC);
    }

    /**
     * Moves the clock to a time, which may lie in the past.
     *
     * @param time the new time
     */
    public void set(Instant time) {
        now.set(time);
    }

    /**
     * Moves the clock by a duration.
     *
     * @param time the duration; a negative one moves it back
     */
    public void advance(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public Instant instant() {
        return Objects.requireNonNull(now.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /**
     * {@return a clock of another zone that is moved together with this one}
     *
     * @param other the zone
     */
    @Override
    public SettableClock withZone(ZoneId other) {
        return new SettableClock(now, other);
    }
}
