package com.example.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.Instances;
import io.agentmaintenance.tck.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    private static final ProjectId PROJECT = ProjectId.of("demo");
    private static final InstanceId SERVER = InstanceId.of("web-1");

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-12-01T08:00:00Z"));

    @TempDir
    private Path folder;

    private MaintenanceHost host() {
        FolderTransport transport = new FolderTransport(folder.resolve("servers"), clock);
        return new MaintenanceHost(folder, transport, clock, new InvocationListener() {});
    }

    @Test
    void goesOnWithATaskOfTheLastRun() {
        Invocation task;
        try (MaintenanceHost first = host()) {
            first.store().inventory().define(PROJECT, List.of(Instances.installable("web-1")));
            task = first.maintenance()
                    .requests()
                    .create(InvocationRequest.install(PROJECT, List.of(SERVER)))
                    .accepted()
                    .get(0);
            first.work();
            assertEquals(InvocationStatus.RUNNING, status(first, task));
        }
        clock.advance(Duration.ofSeconds(20));

        try (MaintenanceHost second = host()) {
            second.resume();
            second.work();

            assertEquals(InvocationStatus.SUCCEEDED, status(second, task));
            Map<InstanceId, Instance> found = second.store().inventory().find(PROJECT, List.of(SERVER));
            assertEquals(
                    AgentState.running(AgentVersion.of("2.7.5.1")),
                    found.get(SERVER).agent());
        }
    }

    private static InvocationStatus status(MaintenanceHost host, Invocation task) {
        return host.maintenance()
                .invocations()
                .find(PROJECT, task.id())
                .orElseThrow()
                .status();
    }
}
