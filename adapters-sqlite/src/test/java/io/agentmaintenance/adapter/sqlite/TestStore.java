package io.agentmaintenance.adapter.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A store in a folder of its own, whose connections can fail. The folder is deleted when it is closed. */
final class TestStore implements AutoCloseable {
    private static final List<String> TABLES =
            List.of("invocation", "invocation_count", "step", "step_forgotten", "instance");

    private final Path directory;
    private final TestConnections connections = new TestConnections();
    private final SqliteStore store;

    private TestStore(Path directory) {
        this.directory = directory;
        store = SqliteStore.open(directory, connections::around);
    }

    static TestStore open() {
        try {
            return new TestStore(Files.createTempDirectory("store"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SqliteStore store() {
        return store;
    }

    TestConnections connections() {
        return connections;
    }

    /** {@return the store without content} */
    SqliteStore emptied() {
        try (Connection connection = store.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String table : TABLES) {
                statement.executeUpdate("delete from " + table);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return store;
    }

    @Override
    public void close() {
        store.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
