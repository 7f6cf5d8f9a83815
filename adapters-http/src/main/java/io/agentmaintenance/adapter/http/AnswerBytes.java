package io.agentmaintenance.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * The bytes of an answer of which most is fixed, and the rest mostly ids. For the one answer that is hot: a hundred lines of three
 * members took a generator an eighth of the whole request. Benchmark: HttpCreateBenchmark. For one thread.
 */
final class AnswerBytes {
    /** The number of bytes that {@link #uuid} adds. */
    static final int UUID_LENGTH = 36;

    private byte[] bytes;
    private int length;

    AnswerBytes(int expected) {
        bytes = new byte[expected];
    }

    /** {@return a text as it stands in an answer, made once} */
    static byte[] fixed(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds what was made by {@link #fixed}, or is UTF-8 otherwise. */
    AnswerBytes add(byte[] text) {
        makeRoom(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
        return this;
    }

    /** Adds a text whose form has no character that must be escaped, such as an id. */
    // Deprecated because it takes the lower half of each character, and such a text has nothing else.
    @SuppressWarnings("deprecation")
    AnswerBytes plain(String text) {
        makeRoom(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    /** Adds a text that comes from outside, escaped. */
    AnswerBytes foreign(String text) {
        return add(JsonStringEncoder.getInstance().quoteAsUTF8(Json.wellFormed(text)));
    }

    /** Adds the canonical text of a UUID. */
    AnswerBytes uuid(UUID uuid) {
        makeRoom(UUID_LENGTH);
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        HexDigits.write((int) (high >>> 32), 0, bytes, length);
        bytes[length + 8] = '-';
        HexDigits.write((int) high, 1, bytes, length + 9);
        bytes[length + 13] = '-';
        bytes[length + 18] = '-';
        HexDigits.write((int) (low >>> 32), 1, bytes, length + 19);
        bytes[length + 23] = '-';
        HexDigits.write((int) low, 0, bytes, length + 28);
        length += UUID_LENGTH;
        return this;
    }

    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void makeRoom(int more) {
        if (more > bytes.length - length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
