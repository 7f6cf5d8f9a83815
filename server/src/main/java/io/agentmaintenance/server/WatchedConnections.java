package io.agentmaintenance.server;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Connections of a pool. The log gets a line when the database stops giving connections, one a minute while that lasts, and one when it gives
 * them again. Thread-safe.
 */
final class WatchedConnections implements DataSource {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(WatchedConnections.class);
    private static final long REMINDER_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final DataSource pool;
    private final Function<SQLException, String> reason;
    private final LongSupplier nanoTime;
    private volatile boolean isAway;
    private long awaySince;
    private long lastLine;

    /** The reason of a failure is for the log: without secrets. */
    WatchedConnections(DataSource pool, Function<SQLException, String> reason, LongSupplier nanoTime) {
        this.pool = pool;
        this.reason = reason;
        this.nanoTime = nanoTime;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection;
        try {
            connection = pool.getConnection();
        } catch (SQLException e) {
            failed(e);
            throw e;
        }
        if (isAway) {
            succeeded();
        }
        return connection;
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return pool.getConnection(user, password);
    }

    private synchronized void failed(SQLException failure) {
        long now = nanoTime.getAsLong();
        if (isAway && now - lastLine < REMINDER_NANOS) {
            return;
        }
        if (!isAway) {
            awaySince = now;
            isAway = true;
        }
        lastLine = now;
        LOG.warn("the database does not answer: {}; requests fail and work waits until it does", reason.apply(failure));
    }

    private synchronized void succeeded() {
        if (isAway) {
            isAway = false;
            LOG.info(
                    "the database answers again, after {} s",
                    TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - awaySince));
        }
    }

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger(Logger.GLOBAL_LOGGER_NAME);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
