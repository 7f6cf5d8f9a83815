package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.tck.AdapterArchitecture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The executor on db-scheduler")
class ArchitectureTest {
    @Test
    @DisplayName(
            "depends on the domain and the ports only, and publishes only the executor and the names of periodic work")
    void keepsTheArchitecture() {
        AdapterArchitecture.of(ScheduledAgentExecutor.class, ScheduledAgentExecutorBuilder.class, RecurringWork.class)
                .check();
    }
}
