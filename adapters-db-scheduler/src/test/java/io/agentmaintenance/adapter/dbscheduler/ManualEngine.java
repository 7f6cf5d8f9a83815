package io.agentmaintenance.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;

/** An executor whose engine has no threads: it does what is due when a test says so, at the time of the test's clock. */
final class ManualEngine {
    private final DataSource dataSource;
    private final String table;
    private final Clock clock;
    private final ScheduledAgentExecutor executor;
    private final SettableClock engineClock = new SettableClock();

    ManualEngine(ScheduledAgentExecutorBuilder builder, DataSource dataSource, String table, Clock clock) {
        this.dataSource = dataSource;
        this.table = table;
        this.clock = clock;
        engineClock.set(clock.instant());
        this.executor = builder.table(table)
                .open((source, tasks) ->
                        TestHelper.createManualScheduler(source, tasks).clock(engineClock));
    }

    ScheduledAgentExecutor executor() {
        return executor;
    }

    void runDue() {
        while (isDue()) {
            turn();
        }
    }

    /** Does what is due, once. */
    void turn() {
        engineClock.set(clock.instant());
        scheduler().runAnyDueExecutions();
    }

    /** Lets the engine do one turn as if it had picked the executions so long ago. */
    void runWithAnOldPick(Duration age) {
        engineClock.set(clock.instant().minus(age));
        scheduler().runAnyDueExecutions();
    }

    /** Lets the engine look for executions whose node is gone. */
    void detectDead() {
        engineClock.set(clock.instant());
        scheduler().runDeadExecutionDetection();
    }

    private boolean isDue() {
        return TestDatabase.isDue(dataSource, table, clock.instant());
    }

    private ManualScheduler scheduler() {
        return (ManualScheduler) executor.scheduler();
    }
}
