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
        Part left = Part.of(a, 0);
        Part right = Part.of(b, 0);
        int order = left.compareTo(right);
        while (order == 0 && !(left.isLast() && right.isLast())) {
            left = left.next();
            right = right.next();
            order = left.compareTo(right);
        }
        return order;
    }

    /**
     * A stretch of a version between two separators; beyond the last one it is empty, and counts as zero. It is no text of its
     * own, because a request compares up to a hundred versions, and their copies took most of its time: benchmark
     * {@code CreateBenchmark}, UPDATE.
     */
    private record Part(String version, int from, int to) implements Comparable<Part> {
        static Part of(String version, int from) {
            int to = from;
            while (to < version.length() && ".-_".indexOf(version.charAt(to)) < 0) {
                to++;
            }
            return new Part(version, from, to);
        }

        boolean isLast() {
            return to >= version.length();
        }

        Part next() {
            int end = version.length();
            return isLast() ? new Part(version, end, end) : of(version, to + 1);
        }

        @Override
        public int compareTo(Part other) {
            if (isNumber() != other.isNumber()) {
                return isNumber() ? 1 : -1;
            }
            return isNumber() ? withoutZeros().compareNumbers(other.withoutZeros()) : compareTexts(other);
        }

        private boolean isNumber() {
            for (int at = from; at < to; at++) {
                if (version.charAt(at) < '0' || version.charAt(at) > '9') {
                    return false;
                }
            }
            return true;
        }

        private Part withoutZeros() {
            int at = from;
            while (at < to && version.charAt(at) == '0') {
                at++;
            }
            return new Part(version, at, to);
        }

        private int compareNumbers(Part other) {
            int order = Integer.compare(to - from, other.to - other.from);
            return order == 0 ? compareTexts(other) : order;
        }

        private int compareTexts(Part other) {
            for (int i = 0; from + i < to && other.from + i < other.to; i++) {
                int order = Character.compare(version.charAt(from + i), other.version.charAt(other.from + i));
                if (order != 0) {
                    return order;
                }
            }
            return Integer.compare(to - from, other.to - other.from);
        }
    }
}
