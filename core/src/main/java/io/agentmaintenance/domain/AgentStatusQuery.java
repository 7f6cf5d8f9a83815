package io.agentmaintenance.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query for the states of the agents on some instances. A null filter matches every instance.
 *
 * @param project the project
 * @param instances the instances, 1 to 2,000; copied
 * @param uniAgent the state that the UniAgent must have, or null
 * @param agent the state that the agent must have, or null
 */
public record AgentStatusQuery(
        ProjectId project,
        List<InstanceId> instances,
        @Nullable UniAgentStatus uniAgent,
        @Nullable AgentStatus agent) {
    /** The greatest number of instances of a query. Documented. */
    public static final int MAX_INSTANCES = 2000;

    /**
     * Checks the number of instances and copies them.
     *
     * @throws IllegalArgumentException if there are none or too many
     */
    public AgentStatusQuery {
        if (instances.isEmpty() || instances.size() > MAX_INSTANCES) {
            throw new IllegalArgumentException("instances must have 1 to " + MAX_INSTANCES + " elements");
        }
        instances = List.copyOf(instances);
    }

    /**
     * {@return the query for the agents on these instances, whatever their state}
     *
     * @param project the project
     * @param instances the instances, 1 to 2,000
     */
    public static AgentStatusQuery of(ProjectId project, List<InstanceId> instances) {
        return new AgentStatusQuery(project, instances, null, null);
    }

    /**
     * {@return whether both filters match the instance}
     *
     * @param instance the instance
     */
    public boolean matches(Instance instance) {
        return (uniAgent == null || uniAgent == instance.uniAgent())
                && (agent == null || agent == instance.agent().status());
    }
}
