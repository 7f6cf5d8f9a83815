package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.tck.AdapterArchitecture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The in-memory adapters")
class ArchitectureTest {
    @Test
    @DisplayName("depend on the domain and the ports only, and publish only what hosts need")
    void keepTheArchitecture() {
        AdapterArchitecture.of(
                        InMemoryInvocationRepository.class,
                        InMemoryFleet.class,
                        InMemoryAgentExecutor.class,
                        InMemoryVersionCatalog.class,
                        AgentBehavior.class,
                        InstancePattern.class)
                .check();
    }
}
