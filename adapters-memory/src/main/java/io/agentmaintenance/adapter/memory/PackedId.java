package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InvocationId;
import java.nio.charset.StandardCharsets;
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
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);

    static PackedId of(InvocationId id) {
        String text = id.value();
        if (text.length() != LENGTH) {
            return new PackedId(0, 0, id);
        }
        long high = 0;
        long low = 0;
        for (int i = 0, digits = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (c != '-') {
                    return new PackedId(0, 0, id);
                }
                continue;
            }
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return new PackedId(0, 0, id);
            }
            if (digits++ < 16) {
                high = high << 4 | digit;
            } else {
                low = low << 4 | digit;
            }
        }
        return new PackedId(high, low, null);
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

    /** {@return the canonical text of a UUID} */
    static String uuid(long high, long low) {
        byte[] text = new byte[LENGTH];
        hex(text, 0, high >>> 32, 8);
        text[8] = '-';
        hex(text, 9, high >>> 16, 4);
        text[13] = '-';
        hex(text, 14, high, 4);
        text[18] = '-';
        hex(text, 19, low >>> 48, 4);
        text[23] = '-';
        hex(text, 24, low, 12);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void hex(byte[] text, int at, long number, int digits) {
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            text[i] = DIGITS[(int) rest & 15];
            rest >>>= 4;
        }
    }
}
