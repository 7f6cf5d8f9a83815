package io.agentmaintenance.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import io.agentmaintenance.adapter.dbscheduler.WorkState.Stage;
import io.agentmaintenance.application.port.out.PortException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Our own statements on the table of the engine: each is one for a whole batch. The engine's own call for a batch fails for all if one
 * execution is there already. Thread-safe.
 */
final class ExecutionTable {
    /** PostgreSQL has rolled back to let another transaction go on, and advises to repeat. */
    private static final Set<String> REPEATABLE = Set.of("40001", "40P01");

    private static final int REPETITIONS = 3;
    private static final TextSerializer SERIALIZER = new TextSerializer();

    private final DataSource dataSource;
    private final String table;
    private final String taskName;
    private final Dialect dialect;

    /** Work on a connection that commits each statement by itself. Must be repeatable. */
    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * Finds out which database it is.
     *
     * @throws PortException if the database does not answer
     */
    ExecutionTable(DataSource dataSource, String table, String taskName) {
        this.dataSource = dataSource;
        this.table = table;
        this.taskName = taskName;
        this.dialect = run("look for the table of the engine", Dialect::of);
    }

    Dialect dialect() {
        return dialect;
    }

    /**
     * Checks that the table is there and has the columns that the engine needs.
     *
     * @throws IllegalStateException if not
     * @throws PortException if the database does not answer
     */
    void check() {
        Optional<String> problem = run(
                "look for the table of the engine", connection -> RequiredColumns.problem(connection, table, dialect));
        if (problem.isPresent()) {
            throw new IllegalStateException(problem.get());
        }
    }

    /** Adds executions that are due now. One that is there already stays as it is. */
    void add(Iterable<ExecutionKey> keys, Stage stage, Instant now) {
        String sql = "insert into " + table + " (task_name, task_instance, task_data, execution_time, picked, version)"
                + " select ?, ids.id, ?, ?, false, 1 from " + dialect.rowsOfIds() + " on conflict do nothing";
        run("hand work over to the engine", connection -> {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setString(1, taskName);
                insert.setBytes(2, WorkState.initial(stage).toString().getBytes(StandardCharsets.UTF_8));
                dialect.setInstant(insert, 3, now);
                dialect.setIds(insert, 4, ids(keys));
                return insert.executeUpdate();
            }
        });
    }

    /** Removes executions whose work has not begun and that are in nobody's hand. */
    void removeWhatHasNotBegun(Iterable<ExecutionKey> keys) {
        String sql = "delete from " + table + " where task_name = ? and task_instance " + dialect.isOneOfIds()
                + " and not picked and substr(task_data, 1, ?) = ?";
        byte[] start = Stage.START.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
        run("take work back from the engine", connection -> {
            try (PreparedStatement delete = connection.prepareStatement(sql)) {
                delete.setString(1, taskName);
                dialect.setIds(delete, 2, ids(keys));
                delete.setInt(3, start.length);
                delete.setBytes(4, start);
                return delete.executeUpdate();
            }
        });
    }

    /** Makes executions due now that are in nobody's hand. */
    void wake(Iterable<ExecutionKey> keys, Instant now) {
        String sql = "update " + table + " set execution_time = ? where task_name = ? and task_instance "
                + dialect.isOneOfIds() + " and not picked and execution_time > ?";
        run("ask the engine for a look", connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                dialect.setInstant(update, 1, now);
                update.setString(2, taskName);
                dialect.setIds(update, 3, ids(keys));
                dialect.setInstant(update, 4, now);
                return update.executeUpdate();
            }
        });
    }

    /** Makes recurring tasks that are due, and in nobody's hand, those that have been due for the longest time. */
    void putFirst(List<String> recurringTasks, Instant now) {
        String sql = "update " + table + " set execution_time = ? where task_name in ("
                + String.join(", ", Collections.nCopies(recurringTasks.size(), "?"))
                + ") and task_instance = ? and not picked and execution_time > ? and execution_time <= ?";
        run("put periodic work first", connection -> {
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                int index = 1;
                dialect.setInstant(update, index++, Instant.EPOCH);
                for (String task : recurringTasks) {
                    update.setString(index++, task);
                }
                update.setString(index++, RecurringTask.INSTANCE);
                dialect.setInstant(update, index++, Instant.EPOCH);
                dialect.setInstant(update, index, now);
                return update.executeUpdate();
            }
        });
    }

    /**
     * Releases what a process had in hand when it ended, in the way a dead execution is revived. Only for a database that one process at a
     * time uses, before the engine starts: then every execution that is picked is of a process that is gone.
     *
     * @return how many executions are due now
     */
    int releasePicked(Instant now) {
        String sql = "update " + table + " set picked = false, picked_by = null, last_heartbeat = null,"
                + " execution_time = ?, task_data = ?, version = version + 1"
                + " where task_name = ? and task_instance = ? and version = ?";
        return run("release what was in hand", connection -> {
            List<PickedExecution> all = picked(connection);
            try (PreparedStatement update = connection.prepareStatement(sql)) {
                for (PickedExecution picked : all) {
                    dialect.setInstant(update, 1, now);
                    update.setBytes(2, SERIALIZER.serialize(picked.revivedData()));
                    update.setString(3, picked.task());
                    update.setString(4, picked.instance());
                    update.setLong(5, picked.version());
                    update.executeUpdate();
                }
            }
            return all.size();
        });
    }

    /** {@return when a recurring task last ended well; null if it never did, or is not there} */
    @Nullable Instant lastSuccess(String recurringTask) {
        String sql = "select last_success from " + table + " where task_name = ? and task_instance = ?";
        Optional<Instant> last = run("read when periodic work last succeeded", connection -> {
            try (PreparedStatement query = connection.prepareStatement(sql)) {
                query.setString(1, recurringTask);
                query.setString(2, RecurringTask.INSTANCE);
                try (ResultSet row = query.executeQuery()) {
                    return Optional.ofNullable(row.next() ? dialect.instant(row, "last_success") : null);
                }
            }
        });
        return last.orElse(null);
    }

    private List<PickedExecution> picked(Connection connection) throws SQLException {
        List<PickedExecution> all = new ArrayList<>();
        String sql = "select * from " + table + " where picked and task_name like ?";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, EngineTasks.PREFIX + "%");
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    all.add(PickedExecution.read(row));
                }
            }
        }
        return all;
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
                String state = e.getSQLState();
                if (state == null || !REPEATABLE.contains(state) || attempt == REPETITIONS) {
                    // The message of the database may have values or addresses in it.
                    throw new PortException(
                            "cannot " + what + ": the database failed ("
                                    + (state == null ? "error code " + e.getErrorCode() : "SQLSTATE " + state) + ")",
                            e);
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
