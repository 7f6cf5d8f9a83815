package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.tck.AdapterArchitecture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The adapters in memory")
class ArchitectureTest {
    @Test
    @DisplayName("see the domain and the ports, and show what hosts need")
    void keepToTheirPlace() {
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
