package io.agentmaintenance.server;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Decodes the text of a configuration file: UTF-8, or UTF-16 if a byte order mark says so. */
final class FileText {
    private static final char MARK = '\uFEFF';

    private FileText() {}

    /** {@return the text without a byte order mark} */
    static String decode(String file, byte[] bytes) throws ConfigurationException {
        Charset charset = isUtf16(bytes) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult end = charset.newDecoder().decode(ByteBuffer.wrap(bytes), chars, true);
        String text = chars.flip().toString();
        if (end.isError()) {
            throw new ConfigurationException(
                    file,
                    List.of("has bytes that are not " + charset + "; save it as UTF-8" + line(text, text.length())));
        }
        int control = firstControlCharacter(text);
        if (control >= 0) {
            throw new ConfigurationException(file, List.of("has a control character" + line(text, control)));
        }
        return text.isEmpty() || text.charAt(0) != MARK ? text : text.substring(1);
    }

    private static boolean isUtf16(byte[] bytes) {
        return bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    }

    private static int firstControlCharacter(String text) {
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            if (!StreamReader.isPrintable(character)) {
                return at;
            }
            at += Character.charCount(character);
        }
        return -1;
    }

    private static String line(String text, int end) {
        long line = 1 + text.substring(0, end).chars().filter(c -> c == '\n').count();
        return " (line " + line + ")";
    }
}
