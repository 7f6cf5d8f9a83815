package io.agentmaintenance.server;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks again and again on one daemon thread. What a task throws, errors included, is logged, and the task runs again. Thread-safe. */
final class PeriodicTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);

    private final ScheduledExecutorService scheduler;

    /** Starts a thread of this name. */
    PeriodicTasks(String threadName) {
        scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, threadName);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs a task with so many milliseconds before its first run and between two runs; the name is for the log. */
    void every(long millis, String name, Runnable task) {
        ScheduledFuture<?> unused =
                scheduler.scheduleWithFixedDelay(() -> run(name, task), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void run(String name, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            // The scheduler does not run a task again that has thrown.
            log(name, e);
        }
    }

    private static void log(String name, Throwable failure) {
        try {
            LOG.error("{} failed", name, failure);
        } catch (Throwable ofLog) {
            // The next run is more important than this line.
            return;
        }
    }

    /** Starts no further run. */
    @Override
    public void close() {
        scheduler.shutdown();
    }
}
