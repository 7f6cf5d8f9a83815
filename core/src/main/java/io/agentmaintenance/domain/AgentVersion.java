package io.agentmaintenance.domain;

/**
 * Version of the agent, such as {@code 2.7.2.1}.
 *
 * @param value the text, of the form {@link TextForm#VERSION}; case matters for equality
 */
public record AgentVersion(String value) {
    /**
     * Checks the form.
     *
     * @throws IllegalArgumentException if the text is not of the form
     */
    public AgentVersion {
        TextForm.VERSION.require("version", value);
    }

    /**
     * {@return the version of this text}
     *
     * @param value the text
     * @throws IllegalArgumentException if the text is not of the form
     */
    public static AgentVersion of(String value) {
        return new AgentVersion(value);
    }

    /**
     * Tells whether this version comes after another one. Parts between dots, hyphens and underscores are compared from
     * the left: numbers of any length as numbers, texts as texts, and a text comes before every number, as in a release
     * candidate. A missing part counts as zero, so {@code 2.4} and {@code 2.4.0} are neither newer than the other.
     *
     * @param other the version to compare with
     * @return true if this version is newer
     */
    public boolean isNewerThan(AgentVersion other) {
        return compareParts(value, other.value) > 0;
    }

    @Override
    public String toString() {
        return value;
    }

    private static int compareParts(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() || j < b.length()) {
            int endA = endOfPart(a, i);
            int endB = endOfPart(b, j);
            int order = comparePart(part(a, i, endA), part(b, j, endB));
            if (order != 0) {
                return order;
            }
            i = endA + 1;
            j = endB + 1;
        }
        return 0;
    }

    private static String part(String text, int from, int to) {
        return from >= to ? "0" : text.substring(from, to);
    }

    private static int endOfPart(String text, int from) {
        int at = from;
        while (at < text.length() && ".-_".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static int comparePart(String a, String b) {
        boolean number = isNumber(a);
        if (number != isNumber(b)) {
            return number ? 1 : -1;
        }
        if (!number) {
            return a.compareTo(b);
        }
        String left = withoutLeadingZeros(a);
        String right = withoutLeadingZeros(b);
        return left.length() == right.length() ? left.compareTo(right) : Integer.compare(left.length(), right.length());
    }

    private static boolean isNumber(String part) {
        return part.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String withoutLeadingZeros(String digits) {
        int at = 0;
        while (at < digits.length() - 1 && digits.charAt(at) == '0') {
            at++;
        }
        return digits.substring(at);
    }
}
