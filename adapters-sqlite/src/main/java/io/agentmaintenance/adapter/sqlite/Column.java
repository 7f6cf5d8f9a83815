package io.agentmaintenance.adapter.sqlite;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table.
 *
 * @param name its name
 * @param value its value of one entry, as the driver takes it
 */
record Column<E>(String name, Function<E, ? extends @Nullable Object> value) {
    static <E> Column<E> text(String name, Function<E, @Nullable String> value) {
        return new Column<>(name, value);
    }

    static <E> Column<E> integer(String name, Function<E, @Nullable Integer> value) {
        return new Column<>(name, value);
    }

    static <E> Column<E> bigint(String name, Function<E, @Nullable Long> value) {
        return new Column<>(name, value);
    }

    static <E> Column<E> flag(String name, Function<E, Boolean> value) {
        return new Column<>(name, entry -> value.apply(entry) ? 1 : 0);
    }

    static <E> Column<E> time(String name, Function<E, @Nullable Instant> value) {
        return new Column<>(name, entry -> Times.millisOrNull(value.apply(entry)));
    }

    static <E> Column<E> texts(String name, Function<E, List<String>> value) {
        return new Column<>(name, entry -> Texts.joined(value.apply(entry)));
    }

    /** {@return the names, for a statement} */
    static <E> String names(List<Column<E>> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** {@return a parameter for each column, for a statement} */
    static <E> String parameters(List<Column<E>> columns) {
        return columns.stream().map(column -> "?").collect(Collectors.joining(", "));
    }

    /** {@return an assignment for each column, for a statement} */
    static <E> String assignments(List<Column<E>> columns) {
        return columns.stream().map(column -> column.name() + " = ?").collect(Collectors.joining(", "));
    }

    /** Sets the parameters, from this one on; {@return the index of the next one} */
    static <E> int set(PreparedStatement statement, int first, List<Column<E>> columns, E entry) throws SQLException {
        int index = first;
        for (Column<E> column : columns) {
            statement.setObject(index++, column.value().apply(entry));
        }
        return index;
    }
}
