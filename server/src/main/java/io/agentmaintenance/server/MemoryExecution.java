package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps the work in memory: for one process. Thread-safe. */
final class MemoryExecution implements Execution {
    private static final long WORK_MILLIS = 50;
    private static final long SUPERVISION_MILLIS = 1000;
    private static final long RESUME_MILLIS = 60_000;

    private final InMemoryAgentExecutor executor;
    private final Storage storage;
    private volatile @Nullable Instant lastSupervision;

    /**
     * Makes an execution.
     *
     * @param executor the queue
     * @param storage what needs tidying
     */
    MemoryExecution(InMemoryAgentExecutor executor, Storage storage) {
        this.executor = executor;
        this.storage = storage;
    }

    @Override
    public AgentExecutor reportingTo(ReportExecutionUseCase reports) {
        return executor.reportingTo(reports);
    }

    @Override
    public void resume(SuperviseInvocationsUseCase supervision) {
        supervision.resumeRunning();
        supervision.resumePending();
        supervision.resumeRunning();
    }

    @Override
    public void start(SuperviseInvocationsUseCase supervision, PeriodicTasks periodicTasks) {
        periodicTasks.every(WORK_MILLIS, "work on the fleet", executor::runDue);
        periodicTasks.every(SUPERVISION_MILLIS, "supervision", () -> supervise(supervision));
        periodicTasks.every(RESUME_MILLIS, "hand-over of pending tasks", supervision::resumePending);
        periodicTasks.every(Storage.TIDY_MILLIS, "tidying of the storage", storage::tidy);
    }

    private void supervise(SuperviseInvocationsUseCase supervision) {
        supervision.expireOverdue();
        lastSupervision = storage.clock().instant();
    }

    @Override
    public @Nullable Instant lastSupervision() {
        return lastSupervision;
    }

    @Override
    public void runDue() {
        executor.runDue();
    }

    @Override
    public void close() {
        // The periodic tasks drive it, and they are closed by the service.
    }
}
