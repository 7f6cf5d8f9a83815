package io.agentmaintenance.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/** What a database says about the tasks in it, and about its own work. */
final class TaskTable implements AutoCloseable {
    /** An idle connection reports its statistics after ten seconds. */
    private static final long SETTLED_SECONDS = 12;

    private final Connection connection;
    private final String schema;

    /**
     * What the database has written so far.
     *
     * @param rows rows that were inserted, updated or deleted
     * @param commits transactions that were committed, those that only read included
     * @param logBytes bytes of the write-ahead log
     */
    record Writes(long rows, long commits, long logBytes) {
        Writes minus(Writes before) {
            return new Writes(rows - before.rows, commits - before.commits, logBytes - before.logBytes);
        }
    }

    /**
     * When tasks happened, by the clock of the database, in seconds from the first one accepted.
     *
     * @param tasks the number of tasks that succeeded
     * @param acceptedSeconds when the last one was accepted
     * @param begunSeconds when the last one began
     * @param endedSeconds when the last one ended
     */
    record Rates(long tasks, double acceptedSeconds, double begunSeconds, double endedSeconds) {}

    TaskTable(String url, String schema) throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        this.connection = database.getConnection();
        this.schema = schema;
    }

    void dropSchema() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("drop schema if exists " + schema + " cascade");
        }
    }

    void awaitEndOfAll() throws SQLException, InterruptedException {
        String active = "select count(*) from " + schema + ".invocation where status in ('PENDING', 'RUNNING')";
        while (number(active) > 0) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    /** {@return the number of the last task that was accepted} */
    long last() throws SQLException {
        return number("select max(seq) from " + schema + ".invocation");
    }

    Rates ratesAfter(long seq) throws SQLException {
        String sql = "select count(*), extract(epoch from max(created_at) - min(created_at)),"
                + " extract(epoch from max(started_at) - min(created_at)),"
                + " extract(epoch from max(ended_at) - min(created_at)) from " + schema
                + ".invocation where status = 'SUCCEEDED' and seq > " + seq;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Rates(row.getLong(1), row.getDouble(2), row.getDouble(3), row.getDouble(4));
        }
    }

    /** {@return what was written, after a time in which all idle connections have reported theirs} */
    Writes settledWrites() throws SQLException, InterruptedException {
        TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
        return writes();
    }

    /** {@return what was written; connections that are closed have reported theirs} */
    Writes writes() throws SQLException {
        String sql = "select tup_inserted + tup_updated + tup_deleted, xact_commit,"
                + " pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') from pg_stat_database where datname = current_database()";
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Writes(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
