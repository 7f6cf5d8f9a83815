package com.example.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A host that is observed")
class ObservedHostTest {
    @Test
    @Timeout(60)
    @DisplayName("is healthy soon after its start, and has the metrics of what it did")
    void isObserved() {
        Clock clock = Clock.systemUTC();
        ProjectId project = ProjectId.of("demo");
        InMemoryFleet fleet = new InMemoryFleet();
        fleet.addAnyOther(
                project,
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                AgentState.notInstalled(),
                AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
        InMemoryAgentExecutor executor = new InMemoryAgentExecutor(fleet, clock);
        MeterRegistry registry = new SimpleMeterRegistry();
        AgentMaintenance.Builder ports = AgentMaintenance.builder()
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(
                        List.of(new OfferedVersion(AgentVersion.of("1.0"), VersionType.BASIC_VERSION))))
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()));
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        ScheduledExecutorService ofProbe = Executors.newScheduledThreadPool(1);
        try {
            ObservedHost host = new ObservedHost(ports, InMemoryInvocationRepository.withDefaults(), clock, registry);
            assertThat(host.health().isUp()).isFalse();
            host.start(scheduler, ofProbe);
            host.maintenance().requests().create(InvocationRequest.install(project, List.of(InstanceId.of("a"))));

            while (!host.health().isUp() || host.health().supervisionAge() == null) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }

            assertThat(registry.get("agent.maintenance.tasks.ended")
                            .tags("operation", "INSTALL", "status", "SUCCEEDED", "late", "false")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(registry.get("agent.maintenance.supervision.age").gauge().value())
                    .isNotNaN();
        } finally {
            scheduler.shutdownNow();
            ofProbe.shutdownNow();
        }
    }
}
