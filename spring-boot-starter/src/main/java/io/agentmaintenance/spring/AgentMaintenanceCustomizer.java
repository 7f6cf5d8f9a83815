package io.agentmaintenance.spring;

import io.agentmaintenance.AgentMaintenance;

/**
 * Changes the builder of {@link AgentMaintenance} before it builds: a bean of this type sees every setting of the starter and may replace it.
 * Several are called in their order ({@code @Order}).
 */
@FunctionalInterface
public interface AgentMaintenanceCustomizer {
    /**
     * Changes the builder.
     *
     * @param builder the builder, with all ports and policies that the starter has found
     */
    void customize(AgentMaintenance.Builder builder);
}
