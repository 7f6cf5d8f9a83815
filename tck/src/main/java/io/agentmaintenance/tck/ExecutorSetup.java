package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.util.List;

/**
 * What an executor under test has around it.
 *
 * @param project the project of all servers
 * @param servers the servers that there are; none has the agent yet, and on all of them work is to succeed within 10 minutes
 * @param reports where to report what happens
 * @param clock the clock to go by; it stands still until the contract moves it
 */
public record ExecutorSetup(ProjectId project, List<Instance> servers, ReportExecutionUseCase reports, Clock clock) {
    /** Copies the servers. */
    public ExecutorSetup {
        servers = List.copyOf(servers);
    }
}
