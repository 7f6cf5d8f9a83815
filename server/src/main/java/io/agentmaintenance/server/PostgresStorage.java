package io.agentmaintenance.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutor;
import io.agentmaintenance.adapter.dbscheduler.ScheduledAgentExecutorBuilder;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import java.io.IOException;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** Keeps tasks and agent states in PostgreSQL. */
final class PostgresStorage implements Storage {
    private static final String MIGRATIONS = "classpath:io/agentmaintenance/adapter/postgresql/migration";
    /** The version of the tables before the engine came. */
    private static final String WITHOUT_ENGINE = "1";

    private static final long CONNECTION_WAIT_MILLIS = 3000;
    private static final String SILENCE_SECONDS = "10";
    private static final String CONNECT_SECONDS = "3";

    private final HikariDataSource connections;
    private final PostgresStore store;
    private final Inventory inventory;
    private final ScheduledAgentExecutor executor;
    private final int pool;
    private final boolean isUpgraded;

    private PostgresStorage(
            HikariDataSource connections,
            PostgresStore store,
            Inventory inventory,
            ScheduledAgentExecutor executor,
            int pool,
            boolean isUpgraded) {
        this.connections = connections;
        this.store = store;
        this.inventory = inventory;
        this.executor = executor;
        this.pool = pool;
        this.isUpgraded = isUpgraded;
    }

    /**
     * Opens the database, and brings its tables up to date.
     *
     * @param database where it is
     * @param fleet the servers of the configuration file
     * @throws StorageFailure if the database cannot be opened or must not be used
     */
    static PostgresStorage open(DatabaseConfiguration database, InMemoryFleet fleet) throws StorageFailure {
        HikariDataSource connections = null;
        try {
            connections = new HikariDataSource(settings(database));
            boolean isUpgraded = WITHOUT_ENGINE.equals(migrate(database));
            DataSource watched = new WatchedConnections(
                    connections, failure -> StorageFailure.reasonOf(failure, database), System::nanoTime);
            PostgresStore store =
                    PostgresStore.builder(watched).schema(database.schema()).open();
            Inventory inventory = new FleetInventory(fleet, store.inventory());
            ScheduledAgentExecutor executor = openEngine(
                            ScheduledAgentExecutor.builder(
                                            watched,
                                            fleet.transportByStoredTimes(store.clock()),
                                            store.repository(),
                                            store.clock())
                                    .node(SharedExecution.nodeName())
                                    .threads(database.pool()),
                            database.schema() + ".scheduled_execution")
                    .recordingIn(inventory);
            return new PostgresStorage(connections, store, inventory, executor, database.pool(), isUpgraded);
        } catch (IOException | RuntimeException e) {
            if (connections != null) {
                connections.close();
            }
            throw StorageFailure.ofDatabase(e, database);
        }
    }

    // The adapter advises to apply migrations. They were applied, so somebody has changed the table since then.
    private static ScheduledAgentExecutor openEngine(ScheduledAgentExecutorBuilder builder, String table) {
        try {
            return builder.table(table).open();
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    "the table " + table + " is missing or was changed, although the history of migrations says that it"
                            + " was made. Restore a backup, or use another schema.",
                    e);
        }
    }

    /** Brings the tables up to date; {@return the version that they had before, null if there were none} */
    private static @Nullable String migrate(DatabaseConfiguration database) throws IOException {
        return Flyway.configure()
                .dataSource(database.url(), database.user(), database.password())
                .defaultSchema(database.schema())
                .createSchemas(true)
                .locations(MIGRATIONS)
                .load()
                .migrate()
                .initialSchemaVersion;
    }

    private static HikariConfig settings(DatabaseConfiguration database) throws IOException {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("database");
        settings.setJdbcUrl(database.url());
        settings.setUsername(database.user());
        settings.setPassword(database.password());
        settings.setMaximumPoolSize(database.pool());
        settings.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        // The migrations find out whether the database answers; the pool would log its own line for that.
        settings.setInitializationFailTimeout(-1);
        // A database that stops answering fails the request instead of holding it for ever. Migrations may take longer.
        settings.addDataSourceProperty("socketTimeout", SILENCE_SECONDS);
        settings.addDataSourceProperty("connectTimeout", CONNECT_SECONDS);
        // Compiling a plan takes longer than any statement of ours.
        settings.setConnectionInitSql("set jit = off");
        return settings;
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
        return store.clock();
    }

    @Override
    public int concurrentRequests() {
        return pool;
    }

    @Override
    public String place() {
        return "in the database";
    }

    @Override
    public byte[] tokenKey() {
        return TokenKey.random();
    }

    @Override
    public Execution execution(InMemoryFleet fleet, ElapsedTime time, int active) {
        Retention retention = new Retention(store.repository(), store.journal(), store.clock());
        return new SharedExecution(executor, store::foldCounts, retention::forgetOld, isUpgraded);
    }

    @Override
    public void close() {
        connections.close();
    }
}
