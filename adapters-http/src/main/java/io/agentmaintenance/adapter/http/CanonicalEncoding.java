package io.agentmaintenance.adapter.http;

/**
 * Percent-encoding as the signing algorithm needs it: every byte except {@code A-Z a-z 0-9 - _ . ~} becomes an escape with
 * upper-case hex. Each character of a decoded text stands for one byte, so that no character set is guessed.
 */
final class CanonicalEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private CanonicalEncoding() {}

    /** Returns the bytes of an encoded text. If {@code form}, a plus sign means a blank. */
    static String decode(String text, boolean form) throws SignatureRefusal {
        StringBuilder bytes = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.append(escaped(text, i));
                i += 2;
            } else if (c > ' ' && c < 0x7F) {
                bytes.append(form && c == '+' ? ' ' : c);
            } else {
                throw new SignatureRefusal("the request line has characters that must be percent-encoded");
            }
        }
        return bytes.toString();
    }

    static String encode(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (isUnreserved(c)) {
                text.append(c);
            } else {
                text.append('%').append(HEX[c >> 4]).append(HEX[c & 0xF]);
            }
        }
        return text.toString();
    }

    private static char escaped(String text, int at) throws SignatureRefusal {
        if (at + 2 < text.length()) {
            int high = Character.digit(text.charAt(at + 1), 16);
            int low = Character.digit(text.charAt(at + 2), 16);
            if (high >= 0 && low >= 0 && text.charAt(at + 1) < 0x80 && text.charAt(at + 2) < 0x80) {
                return (char) (high << 4 | low);
            }
        }
        throw new SignatureRefusal("the request line has a broken escape");
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-_.~".indexOf(c) >= 0;
    }
}
