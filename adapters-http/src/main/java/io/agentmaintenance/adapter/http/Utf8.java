package io.agentmaintenance.adapter.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Checks the encoding of a body before a JSON parser reads it, because the parser would guess other encodings. */
final class Utf8 {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Utf8() {}

    /** Whether the body is empty or consists of JSON white space only. */
    static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes are valid UTF-8 without a byte order mark. A zero byte at the start means UTF-16 or UTF-32. */
    static boolean isPlain(byte[] bytes) {
        for (int i = 0; i < bytes.length && i < 4; i++) {
            if (bytes[i] == 0) {
                return false;
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.isEmpty() || text.charAt(0) != BYTE_ORDER_MARK;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
