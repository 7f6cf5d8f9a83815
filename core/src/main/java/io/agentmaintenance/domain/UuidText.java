package io.agentmaintenance.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads canonical lower-case UUIDs, and nothing else: {@link UUID#fromString} takes upper case and short groups as well. */
final class UuidText {
    private static final int LENGTH = 36;
    // What each character is worth as a lower-case hexadecimal digit, or -1.
    private static final byte[] VALUES = values();

    private UuidText() {}

    /** {@return the UUID whose canonical text this is, else null} */
    static @Nullable UUID parse(String text) {
        if (text.length() != LENGTH
                || text.charAt(8) != '-'
                || text.charAt(13) != '-'
                || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            return null;
        }
        long first = hex(text, 0, 8);
        long second = hex(text, 9, 13);
        long third = hex(text, 14, 18);
        long fourth = hex(text, 19, 23);
        long fifth = hex(text, 24, LENGTH);
        boolean isUuid = (first | second | third | fourth | fifth) >= 0;
        return isUuid ? new UUID(first << 32 | second << 16 | third, fourth << 48 | fifth) : null;
    }

    // Where a digit is none, its value has all bits set, and so the number stays below zero whatever follows.
    private static long hex(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            number = number << 4 | (c < VALUES.length ? VALUES[c] : -1);
        }
        return number;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        for (char c = 0; c < values.length; c++) {
            values[c] = (byte) (Character.isUpperCase(c) ? -1 : Character.digit(c, 16));
        }
        return values;
    }
}
