package io.agentmaintenance.spring;

import io.agentmaintenance.application.port.out.PortException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs tasks again and again, on daemon threads of its own: the scheduler of the host is not touched. Each task has its thread, so one that
 * waits for a server or a database delays no other. Runs before the web server accepts requests, and until it has answered the last one.
 */
final class PeriodicTasks implements SmartLifecycle {
    static final Duration FOLD_EVERY = Duration.ofSeconds(2);
    static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    /** Lower than those of the web server: started before it, stopped after it. */
    static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTasks.class);
    private static final long LONGEST_STOP_SECONDS = 5;

    private final List<Task> tasks;
    private @Nullable ScheduledThreadPoolExecutor scheduler;

    /**
     * A task.
     *
     * @param name what it does, for the log
     * @param pause the time before the first run, if it is delayed, and between two runs
     * @param isDelayed whether the first run waits for the pause
     * @param work what to do
     */
    record Task(String name, Duration pause, boolean isDelayed, Runnable work) {}

    PeriodicTasks(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    @Override
    public synchronized void start() {
        if (scheduler != null || tasks.isEmpty()) {
            return;
        }
        AtomicInteger threads = new AtomicInteger();
        ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(tasks.size(), task -> {
            Thread thread = new Thread(task, "agent-maintenance-" + threads.incrementAndGet());
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((t, failure) -> LOG.error("agent maintenance failed", failure));
            return thread;
        });
        for (Task task : tasks) {
            long millis = task.pause().toMillis();
            ScheduledFuture<?> unused = started.scheduleWithFixedDelay(
                    new Guarded(task), task.isDelayed() ? millis : 0, millis, TimeUnit.MILLISECONDS);
        }
        scheduler = started;
    }

    /** Starts no further run, and waits a few seconds for those under way. */
    @Override
    public synchronized void stop() {
        ScheduledThreadPoolExecutor stopping = scheduler;
        if (stopping == null) {
            return;
        }
        scheduler = null;
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(LONGEST_STOP_SECONDS, TimeUnit.SECONDS)) {
                stopping.shutdownNow();
            }
        } catch (InterruptedException e) {
            stopping.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    /** Logs what a task throws, errors included: the scheduler would not run it again. Repetitions are logged at DEBUG. */
    private static final class Guarded implements Runnable {
        private final Task task;
        private boolean hasFailed;

        Guarded(Task task) {
            this.task = task;
        }

        @Override
        public void run() {
            try {
                task.work().run();
                if (hasFailed) {
                    LOG.info("{} works again", task.name());
                }
                hasFailed = false;
            } catch (Throwable e) {
                log(e);
                hasFailed = true;
            }
        }

        private void log(Throwable failure) {
            if (hasFailed) {
                LOG.debug("{} failed again", task.name(), failure);
            } else if (failure instanceof PortException) {
                LOG.warn("{} failed, and is tried again: {}", task.name(), failure.getMessage());
            } else {
                LOG.error("{} failed, and is tried again", task.name(), failure);
            }
        }
    }
}
