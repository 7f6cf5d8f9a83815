package io.agentmaintenance.simulation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The virtual time and the scheduled events. */
final class Timeline {
    private static final long NOON = Instant.parse("2026-11-23T12:00:00Z").toEpochMilli();

    private final List<Event> events = new ArrayList<>();
    private long now = NOON;
    private long lastNumber;

    /**
     * A scheduled event.
     *
     * @param number distinguishes it from other events
     * @param due when, at the earliest
     * @param owner the process that holds it in memory, and loses it in a crash; null if it survives crashes
     * @param action the event itself
     */
    record Event(long number, long due, @Nullable Node owner, Runnable action) {}

    void after(long delay, @Nullable Node owner, Runnable action) {
        events.add(new Event(++lastNumber, now + delay, owner, action));
    }

    /** Lets time pass. Events that become due stay scheduled. */
    void pass(long millis) {
        now += millis;
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

    private Event taken(Event event) {
        events.remove(event);
        return event;
    }
}
