package io.agentmaintenance.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices that requests wait. Those that are ready together are answered one after the other by the thread that found them
 * ready: a round. A round that takes long now and then is a pause of the machine; if every round does for a while, more comes
 * in than can be done. Then who has waited too long is turned away at once, which is cheap, and the others are answered in time.
 * One for each such thread, and not thread-safe.
 */
final class Congestion {
    /** What a request may have waited for its turn. The refusals of the same round come on top: docs/performance.md. */
    static final Duration LONGEST_WAIT = Duration.ofMillis(70);

    private static final long LONGEST = LONGEST_WAIT.toNanos();
    private static final long WHILE = Duration.ofSeconds(1).toNanos();
    private static final ThreadLocal<Congestion> OF_THIS_THREAD = new ThreadLocal<>();

    private final LongSupplier nanoTime;
    private long roundBegan;
    private long longSince;
    private boolean isLong;

    Congestion(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        roundBegan = nanoTime.getAsLong();
    }

    /** {@return whether the request that this thread is about to answer has waited too long, for a while now} */
    static boolean isHere() {
        Congestion here = OF_THIS_THREAD.get();
        return here != null && here.isTooLate();
    }

    /** The thread looks for requests that are ready. */
    void roundEnds() {
        boolean wasLong = nanoTime.getAsLong() - roundBegan > LONGEST;
        if (wasLong && !isLong) {
            longSince = roundBegan;
        }
        isLong = wasLong;
    }

    /** The thread has found some. */
    void roundBegins() {
        roundBegan = nanoTime.getAsLong();
    }

    /** This thread answers what it finds ready. */
    void belongsToThisThread() {
        OF_THIS_THREAD.set(this);
    }

    boolean isTooLate() {
        long now = nanoTime.getAsLong();
        return isLong && now - longSince > WHILE && now - roundBegan > LONGEST;
    }
}
