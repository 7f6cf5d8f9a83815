package io.agentmaintenance.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;

/** Runs an action in many threads at the same moment. */
final class Race {
    /** The number of threads in the contracts. */
    static final int THREADS = 64;

    /** The name of its threads. */
    static final String THREAD = "race";

    // Ends a deadlock. It is not a limit of speed.
    private static final long MAX_SECONDS = 120;

    private Race() {}

    /** Runs an action in 64 threads and returns their results. */
    static <T> List<T> of(IntFunction<T> runner) {
        return of(THREADS, runner);
    }

    /** Runs an action in some threads and returns their results, in the order of the threads. An exception fails the race. */
    static <T> List<T> of(int threads, IntFunction<T> runner) {
        ExecutorService pool = Executors.newFixedThreadPool(threads, Race::daemon);
        try {
            AtomicInteger arrived = new AtomicInteger();
            List<Future<T>> runs = new ArrayList<>(threads);
            for (int i = 0; i < threads; i++) {
                int number = i;
                Callable<T> run = () -> {
                    arrived.incrementAndGet();
                    awaitThat(() -> arrived.get() == threads);
                    return runner.apply(number);
                };
                runs.add(pool.submit(run));
            }
            List<T> results = new ArrayList<>(threads);
            for (Future<T> run : runs) {
                results.add(run.get(MAX_SECONDS, TimeUnit.SECONDS));
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("one of " + threads + " threads failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError(threads + " threads did not end: they may wait for each other", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Whether every read was right. The readers repeat their read until the writer has ended, with or without an exception. */
    static boolean readsRightWhile(int readers, Runnable writer, BooleanSupplier reading) {
        AtomicBoolean writing = new AtomicBoolean(true);
        List<Boolean> right = of(readers + 1, thread -> {
            if (thread == 0) {
                try {
                    writer.run();
                } finally {
                    writing.set(false);
                }
                return true;
            }
            boolean always = true;
            do {
                always &= reading.getAsBoolean();
            } while (writing.get());
            return always;
        });
        return !right.contains(false);
    }

    // A barrier would wake the threads too late to race. Yielding is only a hint, which is enough here.
    @SuppressWarnings("ThreadPriorityCheck")
    private static void awaitThat(BooleanSupplier allAreHere) {
        while (!allAreHere.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            Thread.yield();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, THREAD);
        thread.setDaemon(true);
        return thread;
    }
}
