package io.agentmaintenance.adapter.micrometer;

import io.agentmaintenance.tck.AdapterArchitecture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The metrics")
class ArchitectureTest {
    @Test
    @DisplayName(
            "depend on the domain, the ports and the entry point only, and publish only the listener and the gauges")
    void keepTheArchitecture() {
        AdapterArchitecture.of(InvocationMetrics.class, MaintenanceGauges.class).check();
    }
}
