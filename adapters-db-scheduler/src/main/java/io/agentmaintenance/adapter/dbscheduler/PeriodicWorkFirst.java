package io.agentmaintenance.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.event.SchedulerListener.SchedulerEventType;
import io.agentmaintenance.application.port.out.PortException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Moves periodic work that is due to the front, about once a second. The engine takes what has been due for the longest time first, so behind
 * thousands of tasks supervision would wait for minutes. Called by the one thread of the engine that looks for what is due.
 */
final class PeriodicWorkFirst extends AbstractSchedulerListener {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ExecutionTable table;
    private final List<String> recurringTasks;
    private final Clock clock;
    private Instant last = Instant.MIN;

    PeriodicWorkFirst(ExecutionTable table, List<String> recurringTasks, Clock clock) {
        this.table = table;
        this.recurringTasks = List.copyOf(recurringTasks);
        this.clock = clock;
    }

    @Override
    public void onSchedulerEvent(SchedulerEventType event) {
        if (event != SchedulerEventType.RAN_EXECUTE_DUE) {
            return;
        }
        try {
            Instant now = clock.instant();
            // Earlier than the last time: the clock was set back.
            if (now.isBefore(last) || !now.isBefore(last.plus(PAUSE))) {
                last = now;
                table.putFirst(recurringTasks, now);
            }
        } catch (PortException e) {
            // The engine itself logs that its database is away.
            return;
        }
    }
}
