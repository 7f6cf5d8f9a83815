package io.agentmaintenance.domain;

/** Text that every database can keep. No database keeps U+0000, and none keeps half of a surrogate pair. */
final class StorableText {
    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** The text, cut to this number of characters, with a replacement character where it has one that cannot be kept. */
    static String of(String text, int maxLength) {
        String cut = cut(text, maxLength);
        return isStorable(cut) ? cut : replaced(cut);
    }

    // Not in the middle of a character that takes two chars.
    private static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean split = Character.isHighSurrogate(text.charAt(maxLength - 1));
        return text.substring(0, split ? maxLength - 1 : maxLength);
    }

    private static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isStorable(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStorable(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        return c != 0 && (!Character.isLowSurrogate(c) || (i > 0 && Character.isHighSurrogate(text.charAt(i - 1))));
    }

    private static String replaced(String text) {
        StringBuilder storable = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            storable.append(isStorable(text, i) ? text.charAt(i) : REPLACEMENT);
        }
        return storable.toString();
    }
}
