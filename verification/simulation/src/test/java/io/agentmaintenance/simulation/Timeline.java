package io.agentmaintenance.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The virtual time, the scheduled events, and the clock of the processes, which may be wrong. */
final class Timeline {
    private static final long NOON = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

    private final List<Event> events = new ArrayList<>();
    private long now = NOON;
    private long skew;
    private long lastNumber;
    private long setting;
    private final Map<Long, Reading> readings = new HashMap<>();

    /**
     * A scheduled event.
     *
     * @param number distinguishes it from other events
     * @param due when, at the earliest
     * @param owner the process that holds it in memory, and loses it in a crash; null if it survives crashes
     * @param action the event itself
     */
    record Event(long number, long due, @Nullable Node owner, Runnable action) {}

    /**
     * A reading of the clock.
     *
     * @param at when it was made
     * @param setting how often the clock was set before
     */
    record Reading(long at, long setting) {}

    void after(long delay, @Nullable Node owner, Runnable action) {
        events.add(new Event(++lastNumber, now + delay, owner, action));
    }

    /** Lets time pass. Events that become due stay scheduled. */
    void pass(long millis) {
        now += millis;
    }

    /** Sets the difference between the clock of the processes and the true time, in milliseconds. */
    void setClockWrongBy(long millis) {
        if (skew != millis) {
            skew = millis;
            setting++;
        }
    }

    /** Removes and returns a random one of the due events. */
    @Nullable Event takeDue(RandomSource random) {
        List<Event> due = new ArrayList<>();
        for (Event event : events) {
            if (event.due() <= now) {
                due.add(event);
            }
        }
        return due.isEmpty() ? null : taken(random.oneOf(due));
    }

    /** Removes and returns the next event. Time passes until it is due. */
    @Nullable Event takeNext() {
        Event next = null;
        for (Event event : events) {
            if (next == null || event.due() < next.due()) {
                next = event;
            }
        }
        if (next == null) {
            return null;
        }
        now = Math.max(now, next.due());
        return taken(next);
    }

    /** Drops the events that a process held in memory. */
    void forget(Node owner) {
        events.removeIf(event -> event.owner() == owner);
    }

    long now() {
        return now;
    }

    /** How often the clock of the processes was set. */
    long setting() {
        return setting;
    }

    /** The last time that the clock showed this, to any process. */
    Reading lastReading(Instant shown) {
        return Objects.requireNonNull(readings.get(shown.toEpochMilli()), () -> "never shown: " + shown);
    }

    private long read(LongConsumer settings) {
        long shown = now + skew;
        readings.put(shown, new Reading(now, setting));
        settings.accept(setting);
        return shown;
    }

    /**
     * The clock of a process.
     *
     * @param settings is told for each reading how often the clock was set before
     */
    Clock clock(LongConsumer settings) {
        return new Clock() {
            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(read(settings));
            }

            @Override
            public long millis() {
                return read(settings);
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }

    private Event taken(Event event) {
        events.remove(event);
        return event;
    }
}
