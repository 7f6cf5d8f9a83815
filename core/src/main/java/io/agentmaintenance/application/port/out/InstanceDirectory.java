package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.ProjectId;
import java.util.Collection;
import java.util.Map;

/** Knows the servers of each project and what their agents report. Thread-safe. */
public interface InstanceDirectory {
    /**
     * Finds servers in one call, however many.
     *
     * @param project the project; servers of others are not found
     * @param instances the ids, 1 to 2,000
     * @return those found, by id, as they are now
     * @throws PortException if the directory is broken
     */
    Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances);
}
