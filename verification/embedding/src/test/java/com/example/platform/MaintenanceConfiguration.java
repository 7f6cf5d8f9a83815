package com.example.platform;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.AgentMaintenanceServlet;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.VersionCatalog;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

@Configuration
@EnableScheduling
class MaintenanceConfiguration {
    @Bean
    InMemoryAgentExecutor executor(InMemoryFleet fleet, Clock clock) {
        return new InMemoryAgentExecutor(fleet, clock);
    }

    @Bean
    AgentMaintenance maintenance(
            InvocationRepository repository,
            InMemoryFleet fleet,
            VersionCatalog catalog,
            InMemoryAgentExecutor executor,
            Clock clock) {
        return AgentMaintenance.builder()
                .repository(repository)
                .directory(fleet)
                .catalog(catalog)
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .validator(RequestValidator.create())
                .clock(clock)
                .build();
    }

    @Bean
    ServletRegistrationBean<AgentMaintenanceServlet> api(AgentMaintenance maintenance, Authentication authentication) {
        AgentMaintenanceApi api =
                AgentMaintenanceApi.builder(maintenance, authentication).build();
        return new ServletRegistrationBean<>(new AgentMaintenanceServlet(api), "/v3/*");
    }

    @Bean
    Supervision supervision(AgentMaintenance maintenance, InMemoryAgentExecutor executor) {
        return new Supervision(maintenance, executor);
    }

    /** What the host's scheduler does. */
    record Supervision(AgentMaintenance maintenance, InMemoryAgentExecutor executor) {
        @Scheduled(fixedDelay = 60_000)
        void resume() {
            maintenance.supervision().resumePending();
        }

        @Scheduled(fixedDelay = 2000)
        void expire() {
            maintenance.supervision().expireOverdue();
        }

        @Scheduled(fixedDelay = 50)
        void work() {
            executor.runDue();
        }
    }
}
