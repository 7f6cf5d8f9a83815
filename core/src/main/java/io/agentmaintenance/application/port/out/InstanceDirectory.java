package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.ProjectId;
import java.util.Collection;
import java.util.Map;

/** Finds the instances of each project, with the states of their agents. Thread-safe. */
public interface InstanceDirectory {
    /**
     * Finds instances, all in one call.
     *
     * @param project the project; instances of others are not found
     * @param instances the ids, 1 to 2,000
     * @return those found, by id, as they are now
     * @throws PortException if the directory is broken
     */
    Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances);
}
