package io.agentmaintenance;

import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.InvocationCount;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether the maintenance works: whether the store answers within a second, and whether supervision ran within 30 seconds.
 *
 * <p>A host calls {@link #probe} about every second, on a thread of its own that does nothing else: the call waits for the store for as long
 * as the store takes. {@link #health} never waits and may be called on any thread, however often. Thread-safe.
 */
public final class HealthProbe {
    private static final long SLOW_MILLIS = 1000;
    private static final long OLD_MILLIS = 3000;
    private static final long LATE_MILLIS = 30_000;
    private static final long SECOND_MILLIS = 1000;

    private final InvocationRepository repository;
    private final Supplier<@Nullable Instant> lastSupervision;
    private final Clock clock;
    private final ElapsedTime elapsed;
    private final long created;
    private final AtomicBoolean isProbing = new AtomicBoolean();
    private volatile State state = new State(null, null, null);

    /**
     * What is known, in milliseconds of the elapsed time.
     *
     * @param begun when the read under way began, or null if none is
     * @param last the last read that has ended, or null
     * @param run the last run of supervision, or null
     */
    private record State(
            @Nullable Long begun,
            @Nullable Read last,
            @Nullable Run run) {}

    /** A read of the store that has ended; the failure is null if it ended well. */
    private record Read(
            long begun,
            long ended,
            long activeTasks,
            @Nullable String failure) {}

    /** A run of supervision: its time by the clock, when it was, and when this was last read. */
    private record Run(Instant time, long at, long seen) {}

    /**
     * Makes a probe. Supervision has 30 seconds from now on for its first run.
     *
     * @param repository the store
     * @param lastSupervision returns when {@code expireOverdue()} last ran to its end, or null if it has not run; may wait for the store
     * @param clock the clock of these times; should not wait
     * @param elapsed the time that passes; must not wait
     */
    public HealthProbe(
            InvocationRepository repository,
            Supplier<@Nullable Instant> lastSupervision,
            Clock clock,
            ElapsedTime elapsed) {
        this.repository = repository;
        this.lastSupervision = lastSupervision;
        this.clock = clock;
        this.elapsed = elapsed;
        this.created = elapsed.millis();
    }

    /**
     * Reads the counts of the store and the last run of supervision. To be called about every second, on a thread of its own. Throws nothing:
     * a failure is a problem of {@link #health}. A call while another one is under way does nothing.
     */
    public void probe() {
        if (!isProbing.compareAndSet(false, true)) {
            return;
        }
        try {
            long begun = elapsed.millis();
            state = new State(begun, state.last(), state.run());
            state = read(begun);
        } catch (Throwable e) {
            // Only the elapsed time can have failed, and without it nothing can be said about this read.
            state = new State(null, state.last(), state.run());
        } finally {
            isProbing.set(false);
        }
    }

    /** {@return what the last calls of {@link #probe} have found, at once} */
    public Health health() {
        State now = state;
        long time = elapsed.millis();
        List<String> problems = new ArrayList<>();
        addIfAny(problems, problemOfStore(now, time));
        addIfAny(problems, problemOfSupervision(now.run(), time));
        Run run = now.run();
        return new Health(
                problems, activeTasks(now.last(), time), run == null ? null : Duration.ofMillis(time - run.at()));
    }

    private State read(long begun) {
        Run run = state.run();
        long active = 0;
        String failure = null;
        try {
            active = repository.counts(null).stream()
                    .filter(count -> count.status().isActive())
                    .mapToLong(InvocationCount::count)
                    .sum();
            Instant time = lastSupervision.get();
            run = time == null ? run : runAt(time, run, begun);
        } catch (PortException e) {
            // Its message has no secrets, by contract.
            failure = "The store failed: " + e.getMessage() + ".";
        } catch (Throwable e) {
            failure = "The store failed with " + e.getClass().getName() + ".";
        }
        return new State(null, new Read(begun, elapsed.millis(), active, failure), run);
    }

    // A clock that was set says nothing about a run that is known already, and a new run came after the last look.
    private Run runAt(Instant time, @Nullable Run known, long now) {
        if (known != null && known.time().equals(time)) {
            return new Run(time, known.at(), now);
        }
        long byClock = now - Math.max(0, Duration.between(time, clock.instant()).toMillis());
        return new Run(time, known == null ? byClock : Math.max(byClock, known.seen()), now);
    }

    private static @Nullable Long activeTasks(@Nullable Read last, long time) {
        return last == null || last.failure() != null || time - last.ended() > OLD_MILLIS ? null : last.activeTasks();
    }

    private static @Nullable String problemOfStore(State now, long time) {
        Long begun = now.begun();
        if (begun != null && time - begun > SLOW_MILLIS) {
            return "The store has not answered for " + seconds(time - begun) + ".";
        }
        Read last = now.last();
        if (last == null) {
            return "The store has not been read yet.";
        }
        if (time - last.ended() > OLD_MILLIS) {
            return "The store was last read " + seconds(time - last.ended()) + " ago.";
        }
        if (last.failure() != null) {
            return last.failure();
        }
        long duration = last.ended() - last.begun();
        return duration > SLOW_MILLIS ? "The store is slow: it took " + seconds(duration) + " to answer." : null;
    }

    private @Nullable String problemOfSupervision(@Nullable Run run, long time) {
        long age = time - (run == null ? created : run.at());
        return age > LATE_MILLIS ? "The supervision of tasks has not run for " + seconds(age) + "." : null;
    }

    private static String seconds(long millis) {
        return millis / SECOND_MILLIS + "." + millis % SECOND_MILLIS / 100 + " s";
    }

    private static void addIfAny(List<String> problems, @Nullable String problem) {
        if (problem != null) {
            problems.add(problem);
        }
    }
}
