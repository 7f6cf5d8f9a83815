package io.agentmaintenance.server;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Carries out the tasks of the service, and does the periodic work for them. Thread-safe. */
interface Execution extends AutoCloseable {
    /** {@return the executor, which reports to the core; called once} */
    AgentExecutor reportingTo(ReportExecutionUseCase reports);

    /** Takes up what was unfinished when the service ended. */
    void resume(SuperviseInvocationsUseCase supervision);

    /** Starts the periodic work. */
    void start(SuperviseInvocationsUseCase supervision, PeriodicTasks periodicTasks);

    /** {@return when overdue tasks were last looked for, on whatever node; null if they were not. May wait for the storage} */
    @Nullable Instant lastSupervision();

    /** Does the due work once, for tests that move the clock. */
    void runDue();

    /** Begins nothing more, and waits for the steps under way. */
    @Override
    void close();
}
