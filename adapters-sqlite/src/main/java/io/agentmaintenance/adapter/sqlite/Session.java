package io.agentmaintenance.adapter.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection, with the statements that were prepared on it. For one thread at a time. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteStore.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Session(Connection connection) {
        this.connection = connection;
    }

    static Session open(DataSource dataSource) throws SQLException {
        return new Session(dataSource.getConnection());
    }

    /** {@return the statement, which is prepared once; it stays open} */
    PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Runs several statements that have no parameters. */
    void script(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** Writes what is in the log back to the file, as far as the disk and the readers permit. Outside of a transaction. */
    void writeBackLog() {
        try (var statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(passive)");
        } catch (SQLException e) {
            LOG.debug("The log could not be written back: {}", SqlFailure.reason(e));
        }
    }

    /** Runs work in one transaction. If it throws, the transaction is open, and the session must be closed. */
    <T> T transaction(Work<T> work) throws SQLException {
        // By these switches alone: after commit() the driver begins the next transaction at once, which would lock the
        // file.
        connection.setAutoCommit(false);
        T result = work.on(this);
        connection.setAutoCommit(true);
        return result;
    }

    /** Closes the connection, which rolls back what is not committed. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("A connection could not be closed: {}", SqlFailure.reason(e));
        }
    }
}
