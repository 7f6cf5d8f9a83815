package io.agentmaintenance.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What must hold for the bytes of a body before a JSON parser sees them, which would guess encodings. */
final class Utf8 {
    private Utf8() {}

    /** Whether there is nothing, or nothing but blanks. */
    static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes are valid UTF-8, without a byte order mark, and not UTF-16 or UTF-32 in disguise. */
    static boolean isPlain(byte[] bytes) {
        for (int i = 0; i < bytes.length && i < 4; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        return isAscii(bytes) || (!startsWithBom(bytes) && isValid(bytes));
    }

    private static boolean isAscii(byte[] bytes) {
        int all = 0;
        for (byte b : bytes) {
            all |= b;
        }
        return all >= 0;
    }

    private static boolean startsWithBom(byte[] bytes) {
        return bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
    }

    // Stricter than the parser: neither overlong forms nor halves of characters.
    private static boolean isValid(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
