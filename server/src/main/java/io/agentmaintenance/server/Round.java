package io.agentmaintenance.server;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a thread found ready together: how much of its time went into answers so far, beyond what it would have
 * taken to turn them away. One for each such thread, and not thread-safe.
 */
final class Round {
    /** What a refusal takes of the thread that gives it: about this, and an answer that takes no longer is worth more. */
    static final Duration REFUSAL = Duration.ofNanos(25_000);

    private static final long REFUSAL_NANOS = REFUSAL.toNanos();
    private static final ThreadLocal<Round> OF_THIS_THREAD = new ThreadLocal<>();

    private final LongSupplier nanoTime;
    private long spent;

    Round(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** {@return the round of this thread, or null if it is none that looks for requests} */
    static @Nullable Round ofThisThread() {
        return OF_THIS_THREAD.get();
    }

    /** This thread has found requests that are ready. */
    void beginsOnThisThread() {
        spent = 0;
        OF_THIS_THREAD.set(this);
    }

    /** Answers a request of the round. */
    void take(Runnable answer) {
        long began = nanoTime.getAsLong();
        answer.run();
        spent += Math.max(0, nanoTime.getAsLong() - began - REFUSAL_NANOS);
    }

    long spentNanos() {
        return spent;
    }
}
