package io.agentmaintenance.spring;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;

/**
 * Makes the executor of the host out of the receiver of its reports. Give a bean of this type instead of an {@link AgentExecutor}, if the
 * executor reports from within this process.
 */
@FunctionalInterface
public interface AgentExecutorFactory {
    /**
     * Makes the executor. Called once, at the start.
     *
     * @param reports receives what happens to the work
     * @return the executor
     */
    AgentExecutor reportingTo(ReportExecutionUseCase reports);
}
