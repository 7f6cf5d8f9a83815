package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.PortException;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A store in one schema of a PostgreSQL database, version 14 or later: invocations, instances and the journal. What it acknowledges is on
 * disk. Any number of nodes may use the same schema.
 *
 * <p>The data source gives connections that no other thread uses meanwhile, usually out of a pool, with or without auto-commit. Every call takes
 * one connection and gives it back as it was. The tables must be there: a host applies the scripts in the folder
 * {@code io/agentmaintenance/adapter/postgresql/migration} of this jar, named as Flyway expects it, with the schema as default.
 *
 * <p>All parts throw {@link PortException} if the database does not answer, and have no time limit of their own: set one for the connections
 * ({@code connectTimeout} and {@code socketTimeout} of the driver, and the time limit of the pool). Thread-safe.
 */
public final class PostgresStore {
    /** The schema that is used if none is named. */
    public static final String DEFAULT_SCHEMA = "agent_maintenance";

    private final Database database;
    private final Counts counts;
    private final InvocationRepository repository;
    private final Inventory inventory;
    private final Journal journal;
    private final Clock clock;

    private PostgresStore(Database database, long server, Clock machine) {
        this.database = database;
        counts = new Counts(database);
        repository = new PostgresInvocationRepository(database, counts);
        inventory = new InstanceTable(database);
        journal = new JournalTable(database, server);
        clock = new StoreClock(() -> time(database), System::nanoTime, machine, PostgresStore::startReader);
    }

    /**
     * {@return a builder with the default schema, which refuses a database that does not sync its commits}
     *
     * @param dataSource where the connections come from
     */
    public static Builder builder(DataSource dataSource) {
        return new Builder(dataSource);
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

    /** {@return the connections of the store, those of the host, for its other tables or for another adapter} */
    public DataSource dataSource() {
        return database.dataSource();
    }

    /** {@return the schema of the tables} */
    public String schema() {
        return database.schema();
    }

    /**
     * {@return the clock of the database, to be passed to the builder of the core}
     *
     * <p>It is the time of the database at the last reading plus the time that has passed since then, and is read again every 10 seconds
     * while it is used. It never waits for the database. The zone is UTC.
     */
    public Clock clock() {
        return clock;
    }

    /**
     * Sums up what was added to the counts of invocations, so that counting stays fast. A host calls it from its scheduler, for example every
     * minute. To call it on several nodes does no harm.
     *
     * @return how many rows were summed up
     * @throws PortException if the database does not answer
     */
    public int foldCounts() {
        return counts.fold();
    }

    private static Instant time(Database database) {
        return database.run("read the time", connection -> {
            try (PreparedStatement query = connection.prepareStatement("select clock_timestamp() as time")) {
                return Rows.read(query, row -> Times.read(row, "time")).get(0);
            }
        });
    }

    private static void startReader(Runnable reading) {
        Thread thread = new Thread(reading, "agent-maintenance-postgresql-clock");
        thread.setDaemon(true);
        thread.start();
    }

    /** Builds a store. Not thread-safe. */
    public static final class Builder {
        private static final Pattern SCHEMA = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

        private final DataSource dataSource;
        private String schema = DEFAULT_SCHEMA;
        private boolean allowsUnsafeDurability;
        private Clock machine = Clock.systemUTC();

        private Builder(DataSource dataSource) {
            this.dataSource = Objects.requireNonNull(dataSource);
        }

        /**
         * Sets the schema. The default is {@link #DEFAULT_SCHEMA}.
         *
         * @param to its name, 1 to 63 characters out of {@code a-z}, {@code 0-9} and {@code _}, and no digit at the beginning
         * @return this builder
         * @throws IllegalArgumentException if the name is not of this form
         */
        public Builder schema(String to) {
            if (!SCHEMA.matcher(to).matches()) {
                throw new IllegalArgumentException("schema must match " + SCHEMA.pattern());
            }
            schema = to;
            return this;
        }

        /**
         * Accepts a database that runs with {@code fsync} or {@code synchronous_commit} off, and so may lose in a crash what it has
         * acknowledged. For tests.
         *
         * @param to whether to accept it; the default is false
         * @return this builder
         */
        public Builder allowUnsafeDurability(boolean to) {
            allowsUnsafeDurability = to;
            return this;
        }

        /** Sets what the machine takes for the time. For tests: the store only logs how far it is from the time of the database. */
        Builder machine(Clock to) {
            machine = to;
            return this;
        }

        /**
         * Checks the database and opens the store.
         *
         * @return the store
         * @throws PortException if the database does not answer
         * @throws IllegalStateException if the database is older than version 14, does not sync its commits, has another isolation level than
         *     READ COMMITTED, if the schema is not of the version that this jar needs, or if it was restored from another server and its
         *     journal must be adapted first; the message says how
         */
        public PostgresStore open() {
            Database database = new Database(dataSource, schema);
            long server = new StoreCheck(database).check(allowsUnsafeDurability);
            return new PostgresStore(database, server, machine);
        }
    }
}
