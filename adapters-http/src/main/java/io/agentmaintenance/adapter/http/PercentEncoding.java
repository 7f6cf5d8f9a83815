package io.agentmaintenance.adapter.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strict percent-decoding: every escape must be complete, and the result must be valid UTF-8. */
final class PercentEncoding {
    private PercentEncoding() {}

    /** Returns the decoded text, or null if it is not valid. If {@code form}, a plus sign means a blank. */
    static @Nullable String decode(String text, boolean form) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0 && isAscii(text)) {
            return text;
        }
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                int value = i + 2 < text.length() ? (hex(text.charAt(i + 1)) << 4) | hex(text.charAt(i + 2)) : -1;
                if (value < 0) {
                    return null;
                }
                bytes[length++] = (byte) value;
                i += 2;
            } else if (c < 0x80) {
                bytes[length++] = (byte) (form && c == '+' ? ' ' : c);
            } else {
                return null;
            }
        }
        try {
            ByteBuffer utf8 = ByteBuffer.wrap(bytes, 0, length);
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    // Negative for a character that is not a hex digit; it stays negative when it is shifted and combined.
    private static int hex(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
