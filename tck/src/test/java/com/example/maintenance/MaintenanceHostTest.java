package com.example.maintenance;

import static io.agentmaintenance.tck.MaintenanceAssertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.Instances;
import io.agentmaintenance.tck.Invocations;
import io.agentmaintenance.tck.SettableClock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MaintenanceHostTest {
    @Test
    void acceptsOneTaskPerServer() {
        InstanceId web = InstanceId.of("web-1");
        AgentMaintenance maintenance = AgentMaintenance.builder()
                .repository(new MapInvocationRepository())
                .directory((project, servers) -> Map.of(web, Instances.installable("web-1")))
                .catalog(project ->
                        AgentVersions.of(List.of(new OfferedVersion(Invocations.TARGET, VersionType.BASIC_VERSION))))
                .executor(reports -> new FleetExecutor(reports, task -> {}))
                .ids(count -> Stream.generate(
                                () -> InvocationId.of(UUID.randomUUID().toString()))
                        .limit(count)
                        .toList())
                .clock(SettableClock.at(Invocations.NOON))
                .build();
        InvocationRequest install = InvocationRequest.install(Invocations.PROJECT, List.of(web));

        BatchResult first = maintenance.requests().create(install);
        BatchResult second = maintenance.requests().create(install);

        assertThat(first).acceptsAll();
        assertThat(second).hasAccepted(0).refuses(1, RefusalReason.TASK_IN_PROGRESS);
    }
}
