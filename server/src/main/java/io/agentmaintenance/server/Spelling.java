package io.agentmaintenance.server;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the name that somebody probably meant. */
final class Spelling {
    private static final int MOST_EDITS = 2;

    private Spelling() {}

    /** {@return the end of a message about an unknown name, which suggests a known one; empty if no known name is similar} */
    static String suggestion(String unknown, Collection<String> known) {
        return known.stream()
                .filter(name -> edits(unknown, name) <= Math.min(MOST_EDITS, name.length() / 2))
                .min(Comparator.comparingInt((String name) -> edits(unknown, name))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    /** How many characters must be added, removed or replaced to get one name from the other; case does not count. */
    private static int edits(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        if (Math.abs(a.length() - b.length()) > MOST_EDITS) {
            return Integer.MAX_VALUE;
        }
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
