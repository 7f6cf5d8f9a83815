package io.agentmaintenance.server;

import io.agentmaintenance.application.port.out.PortException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks again and again on one daemon thread. What a task throws, errors included, is logged, and the task runs again. A port that is
 * broken is logged in one line, and again only after the task has succeeded. Thread-safe.
 */
final class PeriodicTasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);

    private static final int MAX_CAUSES = 20;

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
                scheduler.scheduleWithFixedDelay(new PeriodicTask(name, task), millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Starts no further run. */
    @Override
    public void close() {
        scheduler.shutdown();
    }

    /** A task with the result of its last run. Used by the thread of the scheduler. */
    private static final class PeriodicTask implements Runnable {
        private final String name;
        private final Runnable task;
        private boolean isPortBroken;

        PeriodicTask(String name, Runnable task) {
            this.name = name;
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.run();
                portWorks();
            } catch (Throwable e) {
                // The scheduler does not run a task again that has thrown.
                if (isOutage(e)) {
                    portFailed(e);
                } else {
                    log(e);
                }
            }
        }

        /** {@return whether a port is broken because of what is outside of this process; else it is a mistake of the program} */
        private static boolean isOutage(Throwable failure) {
            Throwable cause = failure;
            for (int depth = 0; cause instanceof PortException && depth < MAX_CAUSES; depth++) {
                cause = cause.getCause();
            }
            return failure instanceof PortException
                    && (cause == null || cause instanceof SQLException || cause instanceof IOException);
        }

        private void portFailed(Throwable failure) {
            if (!isPortBroken) {
                LOG.warn("{} failed, and is tried again until it succeeds: {}", name, failure.getMessage());
                isPortBroken = true;
            }
        }

        private void portWorks() {
            if (isPortBroken) {
                isPortBroken = false;
                LOG.info("{} succeeds again", name);
            }
        }

        private void log(Throwable failure) {
            try {
                LOG.error("{} failed", name, failure);
            } catch (Throwable ofLog) {
                // The next run is more important than this line.
                return;
            }
        }
    }
}
