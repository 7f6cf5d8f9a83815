package io.agentmaintenance.adapter.dbscheduler;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** What differs between the databases. A list of ids is one parameter on both: an array, or a JSON text. */
enum Dialect {
    /** Several processes share the table. */
    POSTGRESQL("unnest(?) as ids (id)", "= any (?)") {
        @Override
        void setIds(PreparedStatement statement, int index, String... ids) throws SQLException {
            statement.setArray(index, statement.getConnection().createArrayOf("text", ids));
        }

        @Override
        void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
            statement.setObject(index, value.atOffset(ZoneOffset.UTC));
        }

        @Override
        @Nullable Instant instant(ResultSet row, String column) throws SQLException {
            OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
            return value == null ? null : value.toInstant();
        }

        @Override
        boolean isMissingTable(SQLException failure) {
            return NO_TABLE.contains(String.valueOf(failure.getSQLState()));
        }
    },

    /** One process at a time uses the table. */
    SQLITE("(select value as id from json_each(?)) as ids where true", "in (select value from json_each(?))") {
        // Ids have no quotes or backslashes.
        @Override
        void setIds(PreparedStatement statement, int index, String... ids) throws SQLException {
            statement.setString(index, ids.length == 0 ? "[]" : "[\"" + String.join("\",\"", ids) + "\"]");
        }

        // By the same call as the engine, because the driver decides on the type that is stored.
        @Override
        void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
            statement.setTimestamp(index, Timestamp.from(value), utc());
        }

        @Override
        @Nullable Instant instant(ResultSet row, String column) throws SQLException {
            Timestamp value = row.getTimestamp(column, utc());
            return value == null ? null : value.toInstant();
        }

        @Override
        boolean isMissingTable(SQLException failure) {
            return String.valueOf(failure.getMessage()).contains("no such table");
        }
    };

    private static final Set<String> NO_TABLE = Set.of("42P01", "3F000");

    private final String rowsOfIds;
    private final String isOneOfIds;

    Dialect(String rowsOfIds, String isOneOfIds) {
        this.rowsOfIds = rowsOfIds;
        this.isOneOfIds = isOneOfIds;
    }

    /** {@return the dialect of the database of a connection; that of PostgreSQL if it is not SQLite} */
    static Dialect of(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("SQLite") ? SQLITE : POSTGRESQL;
    }

    /** {@return what stands after {@code from}, and gives a row with the column {@code ids.id} for each id of a list} */
    String rowsOfIds() {
        return rowsOfIds;
    }

    /** {@return what stands after a column, and holds if it is in a list of ids} */
    String isOneOfIds() {
        return isOneOfIds;
    }

    abstract void setIds(PreparedStatement statement, int index, String... ids) throws SQLException;

    abstract void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException;

    /** {@return the time in a column, or null} */
    abstract @Nullable Instant instant(ResultSet row, String column) throws SQLException;

    abstract boolean isMissingTable(SQLException failure);

    private static Calendar utc() {
        return Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    }
}
