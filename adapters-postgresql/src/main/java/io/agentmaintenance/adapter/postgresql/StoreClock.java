package io.agentmaintenance.adapter.postgresql;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of the store: at the last reading, plus the nanoseconds that have passed since then. A call after {@link #PERIOD} starts the
 * next reading and does not wait for it. If it fails, the last one stays, and the next question tries again. Thread-safe.
 */
final class StoreClock extends Clock {
    /** How long a reading is used before the next one. */
    static final Duration PERIOD = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);
    private static final Duration LONGEST_READING = Duration.ofSeconds(1);
    private static final Duration TOLERANCE = Duration.ofSeconds(3);

    /** A reading: the time, and the nanoseconds of this process at that moment. */
    private record Reading(Instant time, long nanos) {}

    private final Supplier<Instant> store;
    private final LongSupplier nanoTime;
    private final Clock machine;
    private final Executor readers;
    private final AtomicBoolean isReading = new AtomicBoolean();
    private final AtomicBoolean isDifferenceLogged = new AtomicBoolean();
    private volatile Reading last;
    private volatile long lastAttempt;

    /** Reads the time for the first time, and fails if that fails. */
    StoreClock(Supplier<Instant> store, LongSupplier nanoTime, Clock machine, Executor readers) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.machine = machine;
        this.readers = readers;
        long before = nanoTime.getAsLong();
        last = read(before);
        lastAttempt = before;
        compareWithMachine();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? this : new ZonedClock(this, zone);
    }

    @Override
    public Instant instant() {
        long now = nanoTime.getAsLong();
        if (now - lastAttempt >= PERIOD.toNanos() && isReading.compareAndSet(false, true)) {
            lastAttempt = now;
            readers.execute(this::readAgain);
        }
        return at(now);
    }

    private Instant at(long nanos) {
        Reading reading = last;
        return reading.time().plusNanos(nanos - reading.nanos());
    }

    private void readAgain() {
        try {
            long before = nanoTime.getAsLong();
            Reading reading = read(before);
            // The longer a reading takes, the less exact is its moment.
            if (nanoTime.getAsLong() - before <= LONGEST_READING.toNanos()) {
                last = reading;
                compareWithMachine();
            }
        } catch (RuntimeException e) {
            LOG.debug("The time of the store could not be read; its last reading is used.", e);
        } finally {
            isReading.set(false);
        }
    }

    private Reading read(long before) {
        Instant time = store.get();
        long after = nanoTime.getAsLong();
        return new Reading(time, before + (after - before) / 2);
    }

    private void compareWithMachine() {
        Duration difference = Duration.between(at(nanoTime.getAsLong()), machine.instant());
        if (difference.abs().compareTo(TOLERANCE) > 0 && isDifferenceLogged.compareAndSet(false, true)) {
            LOG.warn(
                    "The clock of this machine is {} ms {} that of the database. The time of the database is used.",
                    difference.abs().toMillis(),
                    difference.isNegative() ? "behind" : "ahead of");
        }
    }

    /** The same time in another zone. */
    private static final class ZonedClock extends Clock {
        private final Clock clock;
        private final ZoneId zone;

        ZonedClock(Clock clock, ZoneId zone) {
            this.clock = clock;
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return clock.withZone(other);
        }

        @Override
        public Instant instant() {
            return clock.instant();
        }
    }
}
