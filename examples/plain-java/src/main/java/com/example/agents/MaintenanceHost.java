package com.example.agents;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.VersionType;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Agent Maintenance on one file. A new host on the same folder goes on with the tasks of the last one. */
final class MaintenanceHost implements AutoCloseable {
    private static final int ROOM = 1000;

    private final SqliteStore store;
    private final InMemoryAgentExecutor executor;
    private final AgentMaintenance maintenance;

    MaintenanceHost(Path folder, AgentTransport transport, Clock clock, InvocationListener listener) {
        store = SqliteStore.open(folder);
        executor = new InMemoryAgentExecutor(transport, clock, ROOM).recordingIn(store.inventory());
        maintenance = AgentMaintenance.builder()
                .repository(store.repository())
                .directory(store.inventory())
                .catalog(new InMemoryVersionCatalog(
                        List.of(new OfferedVersion(AgentVersion.of("2.7.5.1"), VersionType.BASIC_VERSION))))
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .listener(listener)
                .clock(clock)
                .build();
    }

    /** Finds out what became of the tasks of the last run, and goes on with them. Call it once, before the first request. */
    void resume() {
        maintenance.supervision().resumeRunning();
        maintenance.supervision().resumePending();
    }

    /** Does the work that is due. Call it about ten times a second. */
    void work() {
        executor.runDue();
    }

    /** Ends what takes too long, and forgets what ended long ago. Call it every few seconds. */
    void supervise() {
        maintenance.supervision().expireOverdue();
        maintenance.supervision().resumePending(Duration.ofSeconds(30));
        maintenance.supervision().forgetFinished(Duration.ofDays(90));
    }

    AgentMaintenance maintenance() {
        return maintenance;
    }

    SqliteStore store() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }
}
