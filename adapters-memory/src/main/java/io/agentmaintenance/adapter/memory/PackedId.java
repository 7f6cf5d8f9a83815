package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InvocationId;
import org.jspecify.annotations.Nullable;

/**
 * An invocation id in little space: the 36 characters of a canonical lower-case UUID as two numbers, every other id as it
 * is. A million ids as texts would take 96 MB, packed they take 16.
 *
 * @param high the first half of a UUID
 * @param low the second half of a UUID
 * @param text the id if it is no UUID, else null
 */
record PackedId(long high, long low, @Nullable InvocationId text) {
    private static final int LENGTH = 36;
    // What each character is worth as a lower-case hexadecimal digit, or -1.
    private static final byte[] VALUES = values();

    static PackedId of(InvocationId id) {
        String text = id.value();
        if (text.length() != LENGTH
                || text.charAt(8) != '-'
                || text.charAt(13) != '-'
                || text.charAt(18) != '-'
                || text.charAt(23) != '-') {
            return new PackedId(0, 0, id);
        }
        long first = hex(text, 0, 8);
        long second = hex(text, 9, 13);
        long third = hex(text, 14, 18);
        long fourth = hex(text, 19, 23);
        long fifth = hex(text, 24, LENGTH);
        boolean isUuid = (first | second | third | fourth | fifth) >= 0;
        return isUuid
                ? new PackedId(first << 32 | second << 16 | third, fourth << 48 | fifth, null)
                : new PackedId(0, 0, id);
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

    int hash() {
        return hash(high, low, text);
    }

    /** The halves of a time-ordered UUID differ in few bits, so they are mixed well. */
    static int hash(long high, long low, @Nullable InvocationId text) {
        long mixed = text == null ? (high * 0x9E3779B97F4A7C15L) ^ (low * 0xC2B2AE3D27D4EB4FL) : text.hashCode();
        mixed ^= mixed >>> 32;
        return (int) (mixed ^ mixed >>> 15);
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        for (char c = 0; c < values.length; c++) {
            values[c] = (byte) (Character.isUpperCase(c) ? -1 : Character.digit(c, 16));
        }
        return values;
    }
}
