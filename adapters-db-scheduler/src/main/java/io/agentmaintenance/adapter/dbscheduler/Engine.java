package io.agentmaintenance.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The scheduler of one node, from its set-up to its end. Thread-safe. */
final class Engine {
    private static final int MISSED_HEARTBEATS = 4;
    private static final double LOWER_LIMIT = 0.75;
    // What is beyond would wait in the queue of this process, where it has no heartbeat.
    private static final double UPPER_LIMIT = 1.0;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final EngineSettings settings;
    private final EngineTasks tasks;
    private final Dialect dialect;
    private final Clock clock;
    private final Function<List<Task<?>>, SchedulerBuilder> engines;
    private final Map<RecurringWork, RecurringTask<Void>> recurring = new EnumMap<>(RecurringWork.class);
    private @Nullable Scheduler scheduler;
    private boolean isClosed;

    Engine(
            EngineSettings settings,
            EngineTasks tasks,
            Dialect dialect,
            Clock clock,
            Function<List<Task<?>>, SchedulerBuilder> engines) {
        this.settings = settings;
        this.tasks = tasks;
        this.dialect = dialect;
        this.clock = clock;
        this.engines = engines;
    }

    synchronized void add(RecurringWork task, Duration pause, Runnable work) {
        if (scheduler != null || recurring.putIfAbsent(task, tasks.recurring(task, pause, work)) != null) {
            throw new IllegalStateException("periodic work must be added once, and before the engine starts");
        }
    }

    synchronized void start() {
        if (scheduler != null || isClosed) {
            throw new IllegalStateException("the engine can be started once");
        }
        SchedulerBuilder builder = engines.apply(List.of(tasks.invocations()))
                .startTasks(List.copyOf(recurring.values()))
                .schedulerName(new SchedulerName.Fixed(settings.process()))
                .tableName(settings.table())
                .serializer(new TextSerializer())
                .clock(clock::instant)
                .threads(settings.threads())
                .pollingInterval(settings.pollInterval())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(LONGEST_STOP)
                .failureLogging(LogLevel.WARN, true);
        if (!recurring.isEmpty()) {
            builder.addSchedulerListener(tasks.periodicWorkFirst(recurring.keySet()));
        }
        if (dialect == Dialect.SQLITE) {
            builder.pollUsingFetch(LOWER_LIMIT, UPPER_LIMIT);
            tasks.releaseAfterCrash();
        } else {
            builder.pollUsingLockAndFetch(LOWER_LIMIT, UPPER_LIMIT);
        }
        Scheduler started = builder.build();
        started.start();
        scheduler = started;
    }

    /** Lets this node look for what is due without waiting for the next time. */
    void lookNow() {
        Scheduler running = scheduler();
        if (running != null) {
            running.triggerCheckForDueExecutions();
        }
    }

    void close() {
        Scheduler running;
        synchronized (this) {
            running = isClosed ? null : scheduler;
            isClosed = true;
        }
        if (running != null) {
            running.stop();
        }
    }

    synchronized @Nullable Scheduler scheduler() {
        return scheduler;
    }
}
