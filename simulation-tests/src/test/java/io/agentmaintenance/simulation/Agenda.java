package io.agentmaintenance.simulation;

import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** What is going to happen in a world, in the order of time; what is due at one time comes in an order by the seed. */
final class Agenda {
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::tie));
    private final SettableClock clock;
    private final SplittableRandom random;

    private record Event(long at, long tie, Runnable what) {}

    Agenda(SettableClock clock, SplittableRandom random) {
        this.clock = clock;
        this.random = random;
    }

    void after(long millis, Runnable what) {
        events.add(new Event(clock.millis() + millis, random.nextLong(), what));
    }

    /** Lets time pass, with everything that happens meanwhile. */
    void pass(long millis) {
        long end = clock.millis() + millis;
        while (!events.isEmpty() && events.peek().at <= end) {
            Event next = events.remove();
            clock.advance(Duration.ofMillis(Math.max(0, next.at - clock.millis())));
            next.what.run();
        }
        clock.advance(Duration.ofMillis(end - clock.millis()));
    }
}
