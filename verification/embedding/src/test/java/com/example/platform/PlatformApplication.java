package com.example.platform;

import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.adapter.memory.InstancePattern;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The other parts of the host: its clock, its ports and its tokens. */
@SpringBootApplication
class PlatformApplication {
    static final ProjectId PROJECT = ProjectId.of("platform");
    static final String TOKEN = "a-marker-token-of-the-platform";

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    InvocationRepository repository() {
        return InMemoryInvocationRepository.withDefaults();
    }

    @Bean
    VersionCatalog catalog() {
        return new InMemoryVersionCatalog(
                List.of(new OfferedVersion(AgentVersion.of("2.7.5.1"), VersionType.BASIC_VERSION)));
    }

    @Bean
    InMemoryFleet fleet() {
        InMemoryFleet fleet = new InMemoryFleet();
        fleet.addAll(
                PROJECT,
                new InstancePattern("web-%02d", 1, 20),
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                AgentState.notInstalled(),
                AgentBehavior.succeedAfter(Duration.ofMillis(10), Duration.ofMillis(10)));
        return fleet;
    }

    @Bean
    Authentication authentication(Clock clock) {
        TokenStore tokens = new TokenStore(clock);
        tokens.add(TOKEN, ProjectCaller.of("platform", PROJECT), null);
        return new TokenAuthentication(tokens);
    }
}
