package io.agentmaintenance.server;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a thread found ready together: how many there were, and how much of its time went into answers so far,
 * beyond what it would have taken to turn them away. One for each selector; not thread-safe, so a thread that has handed the
 * selector over to another may see figures that are a little old, which decide no worse.
 */
final class Round {
    /** What a refusal takes of the thread that gives it: about this, and an answer that takes no longer is worth more. */
    static final Duration REFUSAL = Duration.ofNanos(25_000);

    /**
     * An answer counts for this at most. One for a hundred servers takes less than half of it; where it seems to take more, the
     * machine has mostly done something else meanwhile, and that is no reason to turn anybody away.
     */
    static final Duration LONGEST = Duration.ofNanos(500_000);

    private static final long REFUSAL_NANOS = REFUSAL.toNanos();
    private static final long LONGEST_NANOS = LONGEST.toNanos();
    private static final ThreadLocal<Round> OF_THIS_THREAD = new ThreadLocal<>();

    private final LongSupplier nanoTime;
    private int ready;
    private long spent;

    Round(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** {@return the round of this thread, or null if it is none that looks for requests} */
    static @Nullable Round ofThisThread() {
        return OF_THIS_THREAD.get();
    }

    /** This thread has found so many requests that are ready. */
    void beginsOnThisThread(int requests) {
        ready = requests;
        spent = 0;
        OF_THIS_THREAD.set(this);
    }

    /** Answers a request of the round. */
    void take(Runnable answer) {
        long began = nanoTime.getAsLong();
        answer.run();
        long beyond = nanoTime.getAsLong() - began - REFUSAL_NANOS;
        spent += Math.max(0, Math.min(LONGEST_NANOS, beyond));
    }

    /** {@return how many requests were ready when the round began} */
    int ready() {
        return ready;
    }

    /** {@return the time that answers took beyond refusals} */
    long spentNanos() {
        return spent;
    }
}
