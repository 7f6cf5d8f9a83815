package io.agentmaintenance.adapter.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server for the tests of this module: one for all, and one schema for each test class. It is started by the first test, or the
 * system property {@value #PROPERTY} names a database for tests alone, with its user and password.
 */
final class TestServer {
    static final String PROPERTY = "am.jdbcUrl";

    /** Which sessions of {@code pg_stat_activity} wait for a lock in this database. */
    static final String WAITS_FOR_A_LOCK = "wait_event_type = 'Lock' and datname = current_database()";

    private static final @Nullable String GIVEN = System.getProperty(PROPERTY);
    private static final String SCHEMA_PREFIX = "agent_maintenance_test_";
    private static final List<String> SCRIPTS = List.of("V1__tables.sql", "V2__scheduled_execution.sql");
    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final String[] TABLES = {
        "invocation", "invocation_count", "step", "step_forgotten", "instance", "invocation_seq"
    };

    private TestServer() {}

    /** The server, started when it is used for the first time. It does not sync its commits, because that is slow. */
    private static final class Running {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** {@return the address of the server for the driver} */
    static String url() {
        return GIVEN == null ? Running.SERVER.getJdbcUrl("postgres", "postgres") : GIVEN;
    }

    /** {@return connections without a pool} */
    static PGSimpleDataSource plain() {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(url());
        return dataSource;
    }

    /** Skips a test, with this reason, if the server is not one that the tests have started. */
    static void assumeOwn(String reason) {
        Assumptions.assumeTrue(GIVEN == null, reason + ", and " + PROPERTY + " names one that runs already");
    }

    /** Skips a test, with this reason, if the server is older than a major version. */
    static void assumeAtLeast(int version, String reason) {
        Assumptions.assumeTrue(number("select current_setting('server_version_num')::int / 10000") >= version, reason);
    }

    /** {@return a pool of connections whose time zone is not UTC} */
    static HikariDataSource pool(String url, boolean autoCommit, int size) {
        return pool(url, autoCommit, size, 60_000);
    }

    /** {@return a pool of one connection that gives up after a short time} */
    static HikariDataSource impatientPool() {
        return pool(url(), true, 1, 1_000);
    }

    static HikariDataSource pool(String url, boolean autoCommit, int size, long timeoutMillis) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setAutoCommit(autoCommit);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(timeoutMillis);
        config.setConnectionInitSql("set time zone 'Asia/Kathmandu'");
        return new HikariDataSource(config);
    }

    /** {@return the name of a new schema with the tables of the store} */
    static String newSchema() {
        String schema = SCHEMA_PREFIX + SCHEMAS.incrementAndGet();
        createSchema(plain(), schema);
        return schema;
    }

    // An earlier run may have left it in a given database.
    static void createSchema(DataSource dataSource, String schema) {
        createSchema(dataSource, schema, SCRIPTS.size());
    }

    /** Creates a schema as an earlier version of the program has left it. */
    static void createSchema(DataSource dataSource, String schema, int version) {
        StringBuilder sql = new StringBuilder("drop schema if exists " + schema + " cascade; create schema " + schema
                + "; set search_path to " + schema + "; ");
        SCRIPTS.subList(0, version).forEach(name -> sql.append(script(name)));
        execute(dataSource, sql.toString());
    }

    /** Empties the tables of a schema. */
    static void clear(String schema) {
        StringBuilder sql = new StringBuilder();
        for (String table : TABLES) {
            sql.append(
                    table.endsWith("_seq")
                            ? "alter sequence " + schema + "." + table + " restart;"
                            : "truncate " + schema + "." + table + ";");
        }
        execute(plain(), sql.toString());
    }

    static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when a statement waits for a lock. PostgreSQL knows that; a pause does not. */
    static void awaitLock() {
        while (number("select count(*) from pg_stat_activity where " + WAITS_FOR_A_LOCK) == 0) {
            Thread.onSpinWait();
        }
    }

    /** {@return how many deadlocks there were so far} */
    static long deadlocks() {
        return number("select deadlocks from pg_stat_database where datname = current_database()");
    }

    private static long number(String query) {
        try (Connection connection = plain().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String script(String name) {
        try (InputStream script = PostgresStore.class.getResourceAsStream("migration/" + name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
