package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory.
 *
 * @param repository the tasks
 * @param inventory the fleet itself, which knows the states of its agents
 * @param clock the time of this machine
 */
record MemoryStorage(InvocationRepository repository, Inventory inventory, Clock clock) implements Storage {
    static MemoryStorage of(ServerConfiguration configuration, InMemoryFleet fleet, Clock clock) {
        return new MemoryStorage(InMemoryInvocationRepository.keeping(configuration.history()), fleet, clock);
    }

    @Override
    public int concurrentRequests() {
        return 0;
    }

    @Override
    public @Nullable String place() {
        return null;
    }

    @Override
    public byte[] tokenKey() {
        return TokenKey.random();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
