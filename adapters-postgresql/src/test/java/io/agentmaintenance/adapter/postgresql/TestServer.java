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
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A PostgreSQL server for the tests of this module: one for all, started by the first one, and one schema for each test class. */
final class TestServer {
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
        return Running.SERVER.getJdbcUrl("postgres", "postgres");
    }

    /** {@return connections without a pool} */
    static DataSource plain() {
        return Running.SERVER.getPostgresDatabase();
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
        String schema = "test_" + SCHEMAS.incrementAndGet();
        createSchema(plain(), schema);
        return schema;
    }

    static void createSchema(DataSource dataSource, String schema) {
        execute(dataSource, "create schema " + schema + "; set search_path to " + schema + "; " + script(1));
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
        while (number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") == 0) {
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

    private static String script(int version) {
        String name = "migration/V" + version + "__tables.sql";
        try (InputStream script = PostgresStore.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
