package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.ProjectId;

/** Knows which versions of the agent are offered. Thread-safe. */
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
