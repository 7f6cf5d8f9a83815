package io.agentmaintenance.adapter.http;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import tools.jackson.core.io.SerializedString;

/** How the values of a type are spelt in answers, encoded once. */
final class Spelling<E extends Enum<E>> {
    private final Map<E, SerializedString> spelt;

    private Spelling(Class<E> type, UnaryOperator<String> spelling) {
        spelt = new EnumMap<>(type);
        for (E value : type.getEnumConstants()) {
            spelt.put(value, new SerializedString(spelling.apply(value.name())));
        }
    }

    /** As they are named in code. */
    static <E extends Enum<E>> Spelling<E> asNamed(Class<E> type) {
        return new Spelling<>(type, name -> name);
    }

    /** In small letters. */
    static <E extends Enum<E>> Spelling<E> inSmallLetters(Class<E> type) {
        return new Spelling<>(type, name -> name.toLowerCase(Locale.ROOT));
    }

    SerializedString of(E value) {
        return Objects.requireNonNull(spelt.get(value));
    }
}
