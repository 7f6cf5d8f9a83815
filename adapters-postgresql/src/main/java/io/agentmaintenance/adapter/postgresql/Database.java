package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.application.port.out.PortException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to one schema. Work runs with auto-commit, whatever the connection had before, and is repeated where PostgreSQL has rolled
 * it back to let another transaction go on. Every other failure is thrown at once: after a broken connection it is not known whether the work
 * was committed. Thread-safe.
 */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);
    private static final int REPETITIONS = 3;
    private static final long SHORTEST_PAUSE_MILLIS = 5;

    private final DataSource dataSource;
    private final String schema;

    Database(DataSource dataSource, String schema) {
        this.dataSource = dataSource;
        this.schema = schema;
    }

    DataSource dataSource() {
        return dataSource;
    }

    String schema() {
        return schema;
    }

    /** {@return the statement with the name of the schema in the place of the variable {@code schema}} */
    String sql(String text) {
        return text.replace("${schema}", schema);
    }

    /** Runs work; what is tried stands in the message of a failure, such as {@code "store invocations"}. */
    <T> T run(String what, Work<T> work) {
        for (int attempt = 0; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                if (!SqlFailure.isRolledBackForAnother(e) || attempt == REPETITIONS || interrupted()) {
                    throw new PortException("cannot " + what + ": " + SqlFailure.reason(e), e);
                }
                LOG.debug("PostgreSQL rolled a transaction back ({}); it is repeated.", e.getSQLState());
                pause(attempt);
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        Connection connection = connection();
        boolean autoCommit = true;
        try {
            autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            return work.on(connection);
        } finally {
            giveBack(connection, autoCommit);
        }
    }

    private Connection connection() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException("the data source failed", SqlFailure.NO_CONNECTION, e);
        }
    }

    // The work is done or has failed by now: what happens here changes nothing about that.
    private static void giveBack(Connection connection, boolean autoCommit) {
        try (connection) {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException e) {
            LOG.debug("A connection could not be given back: {}", SqlFailure.reason(e));
        }
    }

    private static boolean interrupted() {
        return Thread.currentThread().isInterrupted();
    }

    // Random, so that those who have met do not meet again.
    private static void pause(int attempt) {
        long longest = SHORTEST_PAUSE_MILLIS << (2 * attempt + 1);
        long millis = ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE_MILLIS, longest + 1);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
