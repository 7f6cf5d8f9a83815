package io.agentmaintenance.server;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
    private final long atOnceNanos;
    private final ThreadPoolExecutor others;

    /** Makes one with as many threads beside those that read as there are of them. */
    Admission() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), FEW, AT_ONCE, WAITING);
    }

    Admission(int threads, int few, Duration atOnce, int waiting) {
        this.few = few;
        atOnceNanos = atOnce.toNanos();
        others = new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), task -> {
                    Thread thread = new Thread(task, "answers");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** {@return whether a request that this thread has read would not be let in} */
    boolean isFull() {
        return roundWithTime() == null && others.getQueue().remainingCapacity() == 0;
    }

    /** Lets a request that this thread has read be answered, now or soon; false if it is not let in. */
    boolean letIn(Runnable answer) {
        Round round = roundWithTime();
        if (round != null) {
            round.take(answer);
            return true;
        }
        if (isFull()) {
            return false;
        }
        try {
            others.execute(answer);
            return true;
        } catch (RejectedExecutionException e) {
            return false; // Another thread has taken the last place, or the server stops.
        }
    }

    private @Nullable Round roundWithTime() {
        Round round = Round.ofThisThread();
        return round != null && (round.ready() <= few || round.spentNanos() < atOnceNanos) ? round : null;
    }

    /** Takes no more; those who wait are answered still. */
    @Override
    public void close() {
        others.shutdown();
    }
}
