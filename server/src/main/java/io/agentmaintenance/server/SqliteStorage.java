package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import java.nio.file.Path;
import java.time.Clock;

/** Keeps tasks, agent states and the key of tokens in a folder. */
final class SqliteStorage implements Storage {
    private static final int CONCURRENT_REQUESTS = 16;

    private final Path directory;
    private final SqliteStore store;
    private final Inventory inventory;
    private final Clock clock;

    private SqliteStorage(Path directory, SqliteStore store, InMemoryFleet fleet, Clock clock) {
        this.directory = directory;
        this.store = store;
        this.clock = clock;
        inventory = new FleetInventory(fleet, store.inventory());
    }

    /**
     * Opens the folder, which is created if it is not there.
     *
     * @param directory the folder
     * @param fleet the servers of the configuration file
     * @param clock the time of this machine
     * @throws StorageFailure if the folder cannot be opened or must not be used
     */
    static SqliteStorage open(Path directory, InMemoryFleet fleet, Clock clock) throws StorageFailure {
        try {
            return new SqliteStorage(directory, SqliteStore.open(directory), fleet, clock);
        } catch (RuntimeException e) {
            throw StorageFailure.ofFolder(e);
        }
    }

    @Override
    public InvocationRepository repository() {
        return store.repository();
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public int concurrentRequests() {
        return CONCURRENT_REQUESTS;
    }

    @Override
    public String place() {
        return "in the folder " + directory;
    }

    @Override
    public byte[] tokenKey() throws StorageFailure {
        return TokenKey.keptIn(directory);
    }

    @Override
    public void tidy() {
        new Retention(store.repository(), store.journal(), clock).forgetOld();
    }

    @Override
    public void close() {
        store.close();
    }
}
