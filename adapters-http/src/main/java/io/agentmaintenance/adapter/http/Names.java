package io.agentmaintenance.adapter.http;

/** Makes texts of a caller safe for messages and log lines. */
final class Names {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_PRINTABLE = 256;

    private Names() {}

    /** Replaces everything except letters, digits, underscore, hyphen and dot, and cuts the name to 64 characters. */
    static String harmless(String name) {
        StringBuilder harmless = new StringBuilder(Math.min(name.length(), MAX_LENGTH));
        for (int i = 0; i < name.length() && i < MAX_LENGTH; i++) {
            char c = name.charAt(i);
            harmless.append(isHarmless(c) ? c : '?');
        }
        return harmless.isEmpty() ? "?" : harmless.toString();
    }

    /** The text with everything but visible ASCII characters escaped as in Java, and cut to 256 characters. */
    static String printable(String text) {
        return printable(text, MAX_PRINTABLE);
    }

    /** The same, cut to a given number of characters. */
    static String printable(String text, int max) {
        StringBuilder printable = new StringBuilder();
        for (int i = 0; i < text.length() && printable.length() < max; i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                printable.append("\\n");
            } else if (c > ' ' && c < 0x7F && c != '\\') {
                printable.append(c);
            } else {
                printable.append(String.format("\\u%04x", (int) c));
            }
        }
        printable.setLength(Math.min(printable.length(), max));
        return printable.toString();
    }

    static boolean isHarmless(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.".indexOf(c) >= 0;
    }
}
