package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.util.List;

/**
 * The environment of an executor under test.
 *
 * @param project the project of all servers
 * @param servers all servers; none has the agent yet, and work on each of them must succeed within 10 minutes
 * @param reports receives the reports of the executor
 * @param clock the clock to use; it stands still until the contract moves it
 * @param repository the stored invocations, for an executor that reads them before each step
 */
public record ExecutorSetup(
        ProjectId project,
        List<Instance> servers,
        ReportExecutionUseCase reports,
        Clock clock,
        InvocationRepository repository) {
    /** Copies the servers. */
    public ExecutorSetup {
        servers = List.copyOf(servers);
    }
}
