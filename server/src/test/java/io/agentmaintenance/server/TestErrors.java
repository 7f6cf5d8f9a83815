package io.agentmaintenance.server;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.InvocationIds;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/** Makes the server's error handler for tests of handlers that have another function than the API behind them. */
final class TestErrors {
    private TestErrors() {}

    static ProtocolErrors create() {
        Clock clock = Clock.systemUTC();
        InMemoryFleet fleet = new InMemoryFleet();
        InMemoryAgentExecutor executor = new InMemoryAgentExecutor(fleet, clock);
        AgentMaintenance maintenance = AgentMaintenance.builder()
                .repository(InMemoryInvocationRepository.keeping(1))
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(List.of()))
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .clock(clock)
                .build();
        return new ProtocolErrors(
                AgentMaintenanceApi.builder(maintenance, request -> null).build());
    }
}
