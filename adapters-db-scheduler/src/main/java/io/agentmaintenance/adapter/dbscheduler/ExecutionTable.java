package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.adapter.dbscheduler.WorkState.Stage;
import io.agentmaintenance.application.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Our own statements on the table of the engine, in PostgreSQL: each is one for a whole batch. The engine's own call for a batch fails for
 * all if one execution is there already. Thread-safe.
 */
final class ExecutionTable {
    /** The columns that the engine reads or writes. */
    private static final Set<String> COLUMNS = Set.of(
            "task_name",
            "task_instance",
            "task_data",
            "execution_time",
            "picked",
            "picked_by",
            "last_success",
            "last_failure",
            "consecutive_failures",
            "last_heartbeat",
            "version");

    private static final Set<String> NO_TABLE = Set.of("42P01", "3F000");
    /** PostgreSQL has rolled back to let another transaction go on, and advises to repeat. */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

    private static final int REPETITIONS = 3;

    private final DataSource dataSource;
    private final String table;
    private final String taskName;

    /** Work on a connection that commits each statement by itself. Must be repeatable. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    ExecutionTable(DataSource dataSource, String table, String taskName) {
        this.dataSource = dataSource;
        this.table = table;
        this.taskName = taskName;
    }

    /**
     * Checks that the table is there and has the columns that the engine needs.
     *
     * @throws IllegalStateException if not
     * @throws PortException if the database does not answer
     */
    void check() {
        Set<String> missing = new TreeSet<>(COLUMNS);
        missing.removeAll(run("look for the table of the engine", connection -> columns(connection)));
        if (missing.equals(COLUMNS)) {
            throw new IllegalStateException("there is no table " + table + " for the engine db-scheduler. Apply the"
                    + " script that creates it first.");
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(
                    "the table " + table + " is of another version of the engine db-scheduler:" + " it has no column "
                            + String.join(", ", missing) + ". Apply the scripts that are missing first.");
        }
    }

    /** Adds executions that are due now. One that is there already stays as it is. */
    void add(Iterable<ExecutionKey> keys, Stage stage, Instant now) {
        String sql = "insert into " + table + " (task_name, task_instance, task_data, execution_time, picked, version)"
                + " select ?, ids.id, ?, ?, false, 1 from unnest(?) as ids (id) on conflict do nothing";
        run("hand work over to the engine", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, taskName);
                insert.setBytes(2, WorkState.initial(stage).toString().getBytes(StandardCharsets.UTF_8));
                insert.setObject(3, now.atOffset(ZoneOffset.UTC));
                insert.setArray(4, connection.createArrayOf("text", ids(keys)));
                return insert.executeUpdate();
            }
        });
    }

    /** Removes executions whose work has not begun and that are in nobody's hand. */
    void removeWhatHasNotBegun(Iterable<ExecutionKey> keys) {
        String sql = "delete from " + table + " where task_name = ? and task_instance = any (?) and not picked"
                + " and substring(task_data from 1 for ?) = ?";
        byte[] start = Stage.START.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        run("take work back from the engine", connection -> {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, taskName);
                delete.setArray(2, connection.createArrayOf("text", ids(keys)));
                delete.setInt(3, start.length);
                delete.setBytes(4, start);
                return delete.executeUpdate();
            }
        });
    }

    /** Makes executions due now that are in nobody's hand. */
    void wake(Iterable<ExecutionKey> keys, Instant now) {
        String sql = "update " + table + " set execution_time = ? where task_name = ? and task_instance = any (?)"
                + " and not picked and execution_time > ?";
        run("ask the engine for a look", connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setObject(1, now.atOffset(ZoneOffset.UTC));
                update.setString(2, taskName);
                update.setArray(3, connection.createArrayOf("text", ids(keys)));
                update.setObject(4, now.atOffset(ZoneOffset.UTC));
                return update.executeUpdate();
            }
        });
    }

    private Set<String> columns(Connection connection) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement("select * from " + table + " where 1 = 0");
                ResultSet nothing = query.executeQuery()) {
            ResultSetMetaData columns = nothing.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            if (!NO_TABLE.contains(String.valueOf(e.getSQLState()))) {
                throw e;
            }
        }
        return names;
    }

    // In one order, so that two batches cannot wait for each other.
    private static String[] ids(Iterable<ExecutionKey> keys) {
        List<String> ids = new ArrayList<>();
        keys.forEach(key -> ids.add(key.toString()));
        return ids.stream().sorted().distinct().toArray(String[]::new);
    }

    private <T> T run(String what, Work<T> work) {
        for (int attempt = 0; ; attempt++) {
            try {
                return once(work);
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                if (!REPEATABLE.contains(state) || attempt == REPETITIONS) {
                    // The message of the database may have values or addresses in it.
                    throw new PortException("cannot " + what + ": the database failed (SQLSTATE " + state + ")", e);
                }
            }
        }
    }

    private <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            try {
                return work.on(connection);
            } finally {
                if (!autoCommit) {
                    connection.setAutoCommit(false);
                }
            }
        }
    }
}
