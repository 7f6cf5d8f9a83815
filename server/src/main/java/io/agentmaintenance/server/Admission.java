package io.agentmaintenance.server;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides who answers a request: the thread that has read it, which is cheapest; another one, when many were ready with it;
 * nobody, when too many wait for that one. So the work for those who were let in never keeps the thread that reads from turning
 * others away in time. Thread-safe.
 */
final class Admission implements AutoCloseable {
    /** So many that are ready together are no crowd: all are answered at once, however long a pause of the machine takes. */
    private static final int FEW = 32;

    /** How much of a crowded round goes into answers that could be spared, before requests are handed over. */
    private static final Duration AT_ONCE = Duration.ofMillis(2);

    /** How many requests may wait after they were handed over. */
    private static final int WAITING = 32;

    private final int few;
    private final Duration atOnce;
    private final ThreadPoolExecutor others;

    /** Makes one with as many threads beside those that read as there are of them. */
    Admission() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), FEW, AT_ONCE, WAITING);
    }

    Admission(int threads, int few, Duration atOnce, int waiting) {
        this.few = few;
        this.atOnce = atOnce;
        others = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), AnsweringThread::new);
    }

    /** {@return a new round, for a selector whose requests ask here to be let in} */
    Round newRound(LongSupplier nanoTime) {
        return new Round(nanoTime, few, atOnce);
    }

    /**
     * Has a request that this thread has read answered, now or soon, or turns it away.
     *
     * @param answer answers it, on this thread or another
     * @param refusal turns it away, on this thread
     */
    void decide(Runnable answer, Runnable refusal) {
        Round round = Round.ofThisThread();
        if (round != null && round.hasTime()) {
            round.take(answer);
        } else {
            decideWithoutTime(round, answer, refusal);
        }
    }

    // Apart, and gone through now and then in calm times too, so that a crowd finds nothing compiled without it.
    private void decideWithoutTime(@Nullable Round round, Runnable answer, Runnable refusal) {
        if (isHandedOver(answer)) {
            return;
        }
        if (round != null && round.isCalm()) {
            round.take(answer);
        } else {
            refusal.run();
        }
    }

    private boolean isHandedOver(Runnable answer) {
        if (others.getQueue().remainingCapacity() == 0) {
            return false; // An exception for each in a crowd would cost more than the refusal.
        }
        try {
            others.execute(answer);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // Another thread has taken the last place, or the server stops.
        }
    }

    /** {@return how many requests wait for another thread} */
    int waiting() {
        return others.getQueue().size();
    }

    /** Takes no more; those who wait are answered still. */
    @Override
    public void close() {
        others.shutdown();
    }
}
