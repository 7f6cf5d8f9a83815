package io.agentmaintenance.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question for the agents of some servers. A null filter holds for every server.
 *
 * @param project the project
 * @param instances the servers, 1 to 2,000; copied
 * @param uniAgent the state of the UniAgent to keep, or null
 * @param agent the state of the agent to keep, or null
 */
public record AgentStatusQuery(
        ProjectId project,
        List<InstanceId> instances,
        @Nullable UniAgentStatus uniAgent,
        @Nullable AgentStatus agent) {
    /** The greatest number of servers of a question. Documented. */
    public static final int MAX_INSTANCES = 2000;

    /**
     * Checks the number of servers and copies them.
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
     * {@return the question for the agents of these servers, whatever their state}
     *
     * @param project the project
     * @param instances the servers, 1 to 2,000
     */
    public static AgentStatusQuery of(ProjectId project, List<InstanceId> instances) {
        return new AgentStatusQuery(project, instances, null, null);
    }

    /**
     * {@return whether both filters hold for the server}
     *
     * @param instance the server
     */
    public boolean matches(Instance instance) {
        return (uniAgent == null || uniAgent == instance.uniAgent())
                && (agent == null || agent == instance.agent().status());
    }
}
