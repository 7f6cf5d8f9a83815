package io.agentmaintenance.adapter.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Entries that go to the database as one array for each column, and are rows there. So one statement is enough, and its text is the same for
 * every number of entries. Immutable.
 */
final class Batch<E> {
    private final List<Column<E>> columns;

    Batch(List<Column<E>> columns) {
        this.columns = List.copyOf(columns);
    }

    /** {@return the rows as an item of FROM: the columns, and {@code place}, which counts from 1; each column is a parameter} */
    String rows() {
        return "unnest(" + joined(column -> "?::" + column.type() + "[]") + ") with ordinality as batch("
                + joined(Column::name) + ", place)";
    }

    /** Sets the parameters, from this one on. */
    void set(PreparedStatement statement, int first, List<E> entries) throws SQLException {
        Connection connection = statement.getConnection();
        int index = first;
        for (Column<E> column : columns) {
            Object[] values = entries.stream().map(column.value()).toArray();
            statement.setArray(index++, connection.createArrayOf(column.type(), values));
        }
    }

    private String joined(Function<Column<E>, String> part) {
        return columns.stream().map(part).collect(Collectors.joining(", "));
    }
}
