package io.agentmaintenance.spring;

import io.agentmaintenance.adapter.dbscheduler.RecurringWork;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.spring.AgentMaintenanceProperties.Supervision;
import org.springframework.context.SmartLifecycle;

/** Starts the engine db-scheduler with the periodic work, which one node at a time does for all, and stops it. */
final class SharedSupervision implements SmartLifecycle {
    private final ScheduledAgentExecutor executor;
    private final Upkeep upkeep;
    private final Supervision settings;
    private volatile boolean isRunning;

    SharedSupervision(ScheduledAgentExecutor executor, Upkeep upkeep, Supervision settings) {
        this.executor = executor;
        this.upkeep = upkeep;
        this.settings = settings;
    }

    @Override
    public void start() {
        executor.every(RecurringWork.EXPIRE_OVERDUE, settings.expireEvery(), upkeep::expireOverdue)
                .every(RecurringWork.RESUME_PENDING, settings.resumeEvery(), upkeep::resumePending)
                .every(RecurringWork.FOLD_COUNTS, PeriodicTasks.FOLD_EVERY, upkeep::foldCounts)
                .every(RecurringWork.FORGET_FINISHED, PeriodicTasks.FORGET_EVERY, upkeep::forgetOld)
                .startEngine();
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
        executor.close();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    /** An engine can be started once, so a context that pauses leaves it alone. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PeriodicTasks.PHASE;
    }
}
