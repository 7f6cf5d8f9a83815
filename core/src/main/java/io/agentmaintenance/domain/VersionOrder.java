package io.agentmaintenance.domain;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of agent versions, oldest first. Any two versions can be compared, and the order is transitive.
 *
 * <p>A version is read as a list of numbers and words, such as 2, 7, 5, 1, {@code rc}, 1 for {@code 2.7.5.1-rc1}. Dots,
 * hyphens, underscores and each change between digits and letters separate them. Lists are compared from the left:
 *
 * <ul>
 *   <li>Numbers are compared as numbers, of any length.
 *   <li>A word for something before the release ({@code dev}, {@code alpha}, {@code beta}, {@code m} or {@code milestone},
 *       {@code pre}, {@code rc}, {@code snapshot}, in this order) makes a version older than the same one without it.
 *   <li>Any other word makes a version newer than the same one without it: {@code 2.7.5.1-hotfix1} is after {@code 2.7.5.1},
 *       and before {@code 2.7.5.1.1}. Two such words are compared by their letters.
 *   <li>Upper and lower case are the same. Zeros before a word or at the end do not count.
 * </ul>
 *
 * <p>The order is not consistent with {@link AgentVersion#equals}: {@code 2.4} and {@code 2.4.0} are different versions, and
 * neither is newer than the other.
 */
final class VersionOrder implements Comparator<AgentVersion> {
    private static final List<List<String>> BEFORE_RELEASE = List.of(
            List.of("dev"),
            List.of("alpha"),
            List.of("beta"),
            List.of("m", "milestone"),
            List.of("pre"),
            List.of("rc"),
            List.of("snapshot"));
    private static final Pattern SEPARATOR = Pattern.compile("[._-]");
    private static final Pattern NUMBER_OR_WORD = Pattern.compile("[0-9]+|[A-Za-z]+");
    private static final Part END = new Part(Kind.END, BigInteger.ZERO, "");

    @Override
    public int compare(AgentVersion a, AgentVersion b) {
        List<Part> left = parts(a);
        List<Part> right = parts(b);
        int order = 0;
        for (int i = 0; order == 0 && i < Math.max(left.size(), right.size()); i++) {
            order = at(left, i).compareTo(at(right, i));
        }
        return order;
    }

    private static Part at(List<Part> parts, int index) {
        return index < parts.size() ? parts.get(index) : END;
    }

    private static List<Part> parts(AgentVersion version) {
        List<Part> parts = new ArrayList<>();
        for (String text : SEPARATOR.split(version.value(), -1)) {
            if (text.isEmpty()) {
                // Two separators in a row: 2..4 is read as 2.0.4.
                parts.add(Part.number("0"));
            }
            Matcher matcher = NUMBER_OR_WORD.matcher(text);
            while (matcher.find()) {
                String part = matcher.group();
                if (Character.isDigit(part.charAt(0))) {
                    parts.add(Part.number(part));
                } else {
                    removeTrailingZeros(parts);
                    parts.add(Part.word(part.toLowerCase(Locale.ROOT)));
                }
            }
        }
        removeTrailingZeros(parts);
        return parts;
    }

    private static void removeTrailingZeros(List<Part> parts) {
        while (!parts.isEmpty() && parts.get(parts.size() - 1).isZero()) {
            parts.remove(parts.size() - 1);
        }
    }

    /** The kinds of parts, oldest first. */
    private enum Kind {
        BEFORE_RELEASE,
        END,
        OTHER_WORD,
        NUMBER
    }

    /** One part of a version. A word from before the release has its rank as its number, and no text. */
    private record Part(Kind kind, BigInteger number, String word) implements Comparable<Part> {
        private static final Comparator<Part> ORDER =
                Comparator.comparing(Part::kind).thenComparing(Part::number).thenComparing(Part::word);

        static Part number(String digits) {
            return new Part(Kind.NUMBER, new BigInteger(digits), "");
        }

        static Part word(String word) {
            for (int rank = 0; rank < BEFORE_RELEASE.size(); rank++) {
                if (BEFORE_RELEASE.get(rank).contains(word)) {
                    return new Part(Kind.BEFORE_RELEASE, BigInteger.valueOf(rank), "");
                }
            }
            return new Part(Kind.OTHER_WORD, BigInteger.ZERO, word);
        }

        boolean isZero() {
            return kind == Kind.NUMBER && number.signum() == 0;
        }

        @Override
        public int compareTo(Part other) {
            return ORDER.compare(this, other);
        }
    }
}
