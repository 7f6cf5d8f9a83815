package io.agentmaintenance.adapter.http;

/** Makes names that a caller sent safe for messages and log lines. */
final class Names {
    private static final int MAX_LENGTH = 64;

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

    static boolean isHarmless(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.".indexOf(c) >= 0;
    }
}
