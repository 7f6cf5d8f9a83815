package io.agentmaintenance.adapter.dbscheduler;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** The databases for the tests of this module: a PostgreSQL server with one schema for each test class, and stores in SQLite. */
final class TestDatabase {
    /** The table of the engine in a store in SQLite. */
    static final String SQLITE_TABLE = "scheduled_execution";

    private static final List<String> SCRIPTS = List.of("V1__tables.sql", "V2__scheduled_execution.sql");
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestDatabase() {}

    /** The server, started when it is used for the first time. It does not sync its commits, because that is slow. */
    private static final class Running {
        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String url() {
        return Running.SERVER.getJdbcUrl("postgres", "postgres");
    }

    static HikariDataSource pool(String url, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        return pool(config, size);
    }

    /** {@return connections that do not sync their commits either} */
    static HikariDataSource pool(SqliteStore store) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(store.dataSource());
        config.setConnectionInitSql("pragma synchronous = off");
        return pool(config, 8);
    }

    private static HikariDataSource pool(HikariConfig config, int size) {
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(20_000);
        return new HikariDataSource(config);
    }

    /** {@return the name of a new schema with the tables of the store and the engine} */
    static String newSchema() {
        String schema = "nodes_" + SCHEMAS.incrementAndGet();
        createSchema(Running.SERVER.getPostgresDatabase(), schema);
        return schema;
    }

    static void createSchema(DataSource dataSource, String schema) {
        StringBuilder sql = new StringBuilder("create schema " + schema + "; set search_path to " + schema + "; ");
        SCRIPTS.forEach(name -> sql.append(script(name)));
        execute(dataSource, sql.toString());
    }

    static String tableIn(String schema) {
        return schema + ".scheduled_execution";
    }

    static void execute(DataSource dataSource, String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return whether an execution is due that is in nobody's hand} */
    static boolean isDue(DataSource dataSource, String table, Instant now) {
        String sql = "select 1 from " + table + " where not picked and execution_time <= ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement query = connection.prepareStatement(sql)) {
            Dialect.of(connection).setInstant(query, 1, now);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static long number(DataSource dataSource, String query) {
        return Long.parseLong(text(dataSource, query));
    }

    static String text(DataSource dataSource, String query) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
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
