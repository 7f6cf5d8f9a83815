package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.ProjectId;

/** Returns the versions of the agent that are offered. Thread-safe. */
@FunctionalInterface
public interface VersionCatalog {
    /**
     * {@return the versions that are offered in a project now}
     *
     * @param project the project
     * @throws PortException if the catalogue is broken
     */
    AgentVersions offered(ProjectId project);
}
