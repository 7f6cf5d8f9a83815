package io.agentmaintenance.adapter.sqlite;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.PortException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A store in one folder of a local disk: invocations, instances and the journal. What it acknowledges is on disk. One process at a time uses
 * the folder.
 *
 * <p>The folder has one file with all tables, SQLite's files beside it, and a lock. The tables are created, and brought up to date when a newer
 * version of this adapter opens them.
 *
 * <p>All parts throw {@link PortException} if the file cannot be read or written, for example because the disk is full; then nothing of the
 * call is stored. Thread-safe. It must be closed.
 */
public final class SqliteStore implements AutoCloseable {
    private final StoreFolder folder;
    private final StoreFile file;
    private final Database database;
    private final InvocationRepository repository;
    private final Inventory inventory;
    private final Journal journal;

    private SqliteStore(StoreFolder folder, StoreFile file, Database database) {
        this.folder = folder;
        this.file = file;
        this.database = database;
        repository = new SqliteInvocationRepository(database);
        inventory = new InstanceTable(database);
        journal = new JournalTable(database);
    }

    /**
     * Opens the store in a folder. The folder and the tables are created if they are not there.
     *
     * @param directory the folder
     * @return the store
     * @throws PortException if the folder or the file cannot be read or written
     * @throws IllegalStateException if another process or store uses the folder, if the file in it is of another program, or if it was written
     *     by a newer version of this adapter. No table is changed then; an empty lock file may stay behind.
     */
    public static SqliteStore open(Path directory) {
        return open(directory, UnaryOperator.identity());
    }

    /** Opens a store whose connections are changed before they are used. */
    static SqliteStore open(Path directory, UnaryOperator<DataSource> connections) {
        StoreFolder folder = StoreFolder.lock(directory);
        try {
            StoreFile file = new StoreFile(folder);
            int version = new StoreCheck(file).version();
            Database database =
                    new Database(connections.apply(file.forWriting()), connections.apply(file.forReading()));
            Migrations.apply(database, version);
            return new SqliteStore(folder, file, database);
        } catch (RuntimeException | Error e) {
            folder.close();
            throw e;
        }
    }

    /** {@return the repository of invocations} */
    public InvocationRepository repository() {
        return repository;
    }

    /** {@return the inventory of instances} */
    public Inventory inventory() {
        return inventory;
    }

    /** {@return the journal of what happened to invocations} */
    public Journal journal() {
        return journal;
    }

    /** {@return the clock of this machine, to be passed to the builder of the core; its zone is UTC} */
    public Clock clock() {
        return Clock.systemUTC();
    }

    /**
     * {@return connections to the same file, for tables of the host or of another adapter}
     *
     * <p>They commit as durably as the store. Every call opens a new connection, with auto-commit; close it, or use a pool. A statement that
     * writes waits up to 30 seconds for the transactions of the store, each of which is short. Do not read and then write in one transaction:
     * SQLite refuses the write if another connection wrote in between. Close all connections before the store, and do not change its tables.
     */
    public DataSource dataSource() {
        return file.forOthers();
    }

    StoreFile file() {
        return file;
    }

    /** Waits for the calls under way, and closes the file. Later calls throw {@link PortException}. To close it twice does no harm. */
    @Override
    public void close() {
        database.close();
        folder.close();
    }
}
