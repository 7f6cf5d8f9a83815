package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is also kept up to date: an executor writes the state of an agent that it has seen, and only then reports the end of the
 * work. Rules need the {@link InstanceDirectory} alone. Thread-safe. Every method throws {@link PortException} if the inventory is broken.
 */
public interface Inventory extends InstanceDirectory {
    /**
     * Defines instances: a new one is stored as it is; of a known one the profile and the state of the UniAgent are replaced, and the state
     * of the agent only if none was observed since the instance was defined for the first time.
     *
     * @param project the project of all instances
     * @param instances the instances, each id once, at most 1,000
     */
    void define(ProjectId project, Collection<Instance> instances);

    /**
     * Stores agent states that were seen on instances. An instance that is not known is left out.
     *
     * @param project the project of all instances
     * @param states the states by instance, at most 1,000
     */
    void observe(ProjectId project, Map<InstanceId, AgentState> states);

    /**
     * Lists instances in the order of their ids, page by page.
     *
     * @param project the project
     * @param filter which ones
     * @param after the id of the last instance of the page before, or null for the first page
     * @param limit how many to return at most, 1 to 1,000
     * @return the instances; fewer than the limit on the last page
     */
    List<Instance> list(ProjectId project, Filter filter, @Nullable InstanceId after, int limit);

    /**
     * Counts the instances by the version of their agent.
     *
     * @param project the project
     * @return the number of instances by version; those whose agent has no known version are not counted
     */
    Map<AgentVersion, Long> countsByVersion(ProjectId project);

    /**
     * Which instances to list. Both conditions must hold; a null one always does.
     *
     * @param agent the status of the agent, or null
     * @param version the version of the agent, or null
     */
    record Filter(@Nullable AgentStatus agent, @Nullable AgentVersion version) {
        /** {@return the filter that every instance passes} */
        public static Filter none() {
            return new Filter(null, null);
        }

        /**
         * {@return whether an instance passes}
         *
         * @param instance the instance
         */
        public boolean matches(Instance instance) {
            return (agent == null || agent == instance.agent().status())
                    && (version == null || version.equals(instance.agent().version()));
        }
    }
}
