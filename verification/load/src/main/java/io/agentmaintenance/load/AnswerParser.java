package io.agentmaintenance.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;

/** Parses an answer from arriving bytes: its status, its length and, if requested, its body. */
final class AnswerParser {
    private static final String LENGTH = "\r\ncontent-length:";

    private byte[] bytes = new byte[1 << 15];
    private int size;
    private int bodyStart;
    private int end;
    private boolean chunked;
    private String head = "";

    void begin() {
        size = 0;
        bodyStart = 0;
    }

    /** Returns true if the answer is complete. */
    boolean feed(ByteBuffer more) throws IOException {
        int count = more.remaining();
        if (size + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (size + count));
        }
        more.get(bytes, size, count);
        size += count;
        if (bodyStart == 0) {
            readHead();
        }
        if (bodyStart == 0) {
            return false;
        }
        if (chunked) {
            return new String(bytes, size - 5, 5, ISO_8859_1).equals("0\r\n\r\n");
        }
        if (size > end) {
            throw new IOException("more than one answer to one request");
        }
        return size == end;
    }

    int status() {
        return Integer.parseInt(head.substring(9, 12));
    }

    int length() {
        return size;
    }

    /** {@return the status line and the header fields, in lower case} */
    String head() {
        return head;
    }

    String body() {
        return new String(bytes, bodyStart, size - bodyStart, ISO_8859_1);
    }

    private void readHead() throws IOException {
        int stop = endOfHead();
        if (stop == 0) {
            return;
        }
        bodyStart = stop;
        head = new String(bytes, 0, stop, ISO_8859_1).toLowerCase(Locale.ROOT);
        chunked = head.contains("\r\ntransfer-encoding: chunked");
        int length = head.indexOf(LENGTH);
        if (length >= 0) {
            int from = length + LENGTH.length();
            end = bodyStart
                    + Integer.parseInt(
                            head.substring(from, head.indexOf('\r', from)).strip());
        } else if (!chunked) {
            throw new IOException("the answer has no length");
        }
    }

    private int endOfHead() {
        for (int i = 3; i < size; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n' && bytes[i - 3] == '\r') {
                return i + 1;
            }
        }
        return 0;
    }
}
