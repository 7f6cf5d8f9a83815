package io.agentmaintenance.adapter.postgresql;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One column of a batch.
 *
 * @param name its name
 * @param type the type of its values on the way to the database
 * @param stored the expression that makes of such a value what the table stores
 * @param value its value of one entry
 */
record Column<E>(String name, String type, String stored, Function<E, ? extends @Nullable Object> value) {
    static <E> Column<E> text(String name, Function<E, @Nullable String> value) {
        return new Column<>(name, "text", name, value);
    }

    static <E> Column<E> integer(String name, Function<E, @Nullable Integer> value) {
        return new Column<>(name, "int4", name, value);
    }

    static <E> Column<E> bigint(String name, Function<E, @Nullable Long> value) {
        return new Column<>(name, "int8", name, value);
    }

    static <E> Column<E> flag(String name, Function<E, Boolean> value) {
        return new Column<>(name, "bool", name, value);
    }

    static <E> Column<E> time(String name, Function<E, @Nullable Instant> value) {
        return new Column<>(name, "timestamptz", name, entry -> Times.textOrNull(value.apply(entry)));
    }

    // As text, because an array of arrays would have to be a rectangle.
    static <E> Column<E> texts(String name, Function<E, List<String>> value) {
        return new Column<>(name, "text", name + "::text[]", entry -> literal(value.apply(entry)));
    }

    /** {@return the same column of entries that have it in a part} */
    <F> Column<F> of(Function<F, E> part) {
        return new Column<>(name, type, stored, entry -> value.apply(part.apply(entry)));
    }

    private static String literal(List<String> texts) {
        return texts.stream()
                .map(text -> "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
