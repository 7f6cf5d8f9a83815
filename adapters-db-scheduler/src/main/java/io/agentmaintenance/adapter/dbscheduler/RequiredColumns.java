package io.agentmaintenance.adapter.dbscheduler;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The columns that the engine reads or writes in its table. */
final class RequiredColumns {
    private static final Set<String> NAMES = Set.of(
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

    private RequiredColumns() {}

    /** {@return why the engine cannot use the table, as a sentence that says what to do; empty if it can} */
    static Optional<String> problem(Connection connection, String table, Dialect dialect) throws SQLException {
        Set<String> missing = new TreeSet<>(NAMES);
        missing.removeAll(present(connection, table, dialect));
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String what = missing.equals(NAMES)
                ? "there is no table " + table + " for the engine db-scheduler. Name the table with its schema"
                : "the table " + table + " is of another version of the engine db-scheduler: it has no column "
                        + String.join(", ", missing) + ". Name another table";
        return Optional.of(what + ", or apply the migrations of the store first.");
    }

    private static Set<String> present(Connection connection, String table, Dialect dialect) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement("select * from " + table + " where 1 = 0");
                ResultSet nothing = query.executeQuery()) {
            ResultSetMetaData columns = nothing.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            if (!dialect.isMissingTable(e)) {
                throw e;
            }
        }
        return names;
    }
}
