package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.AgentBehavior;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * The form of a single value in a configuration file: checks and converts its text.
 *
 * @param <T> the type of the converted value
 */
@FunctionalInterface
interface Form<T> {
    /** The permissions that a token, key or user may have. */
    Form<String> ACTION = oneOf("create", "list", "status");

    /** True or false. */
    Form<Boolean> SWITCH = oneOf("true", "false").then(Boolean::valueOf);

    /** A moment from 1970 to 9999, such as {@code 2027-01-01T00:00:00Z}. */
    Form<Instant> MOMENT = parsed(Instant::parse, "must be a moment with a time zone, such as 2027-01-01T00:00:00Z")
            .check(
                    moment ->
                            !moment.isBefore(Instant.EPOCH) && moment.isBefore(Instant.parse("+10000-01-01T00:00:00Z")),
                    "must be a moment from 1970 to 9999");

    /** A duration of at most 36,500 days, such as {@code PT30S}. */
    Form<Duration> DURATION = parsed(Duration::parse, "must be an ISO 8601 duration such as PT30S")
            .check(time -> time.compareTo(AgentBehavior.LONGEST) <= 0, "must be at most 36,500 days");

    /** A duration of a millisecond or more. */
    Form<Duration> LONGER_THAN_ZERO =
            DURATION.check(time -> time.compareTo(Duration.ofMillis(1)) >= 0, "must be longer than zero");

    /** The duration of a step of simulated work, which may be zero. */
    Form<Duration> STEP = DURATION.check(time -> !time.isNegative(), "must not be negative");

    /** An IP address, or a range of them such as {@code 10.0.0.0/8}. A name is refused, because it would be looked up. */
    Form<String> ADDRESSES = matching("([0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*)(/[0-9]{1,3})?")
            .then(range -> {
                try {
                    new InetAddressSet().add(range);
                    return range;
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("must be an IP address or a range such as 10.0.0.0/8", e);
                }
            });

    /**
     * {@return the converted value}
     *
     * @throws IllegalArgumentException if the text is not of the form; the message says what it must be, and never quotes
     *     it, because it may be a secret
     */
    T read(String value);

    /** {@return a form that applies another conversion after this one} */
    default <R> Form<R> then(Function<T, R> next) {
        return value -> next.apply(read(value));
    }

    /** {@return a form that also checks what this one returns} */
    default Form<T> check(Predicate<T> legal, String otherwise) {
        return then(read -> {
            if (!legal.test(read)) {
                throw new IllegalArgumentException(otherwise);
            }
            return read;
        });
    }

    /** Any text of bounded length, such as a password. */
    static Form<String> text(int min, int max) {
        return any().check(
                        value -> value.length() >= min && value.length() <= max,
                        "must have " + min + " to " + max + " characters")
                .check(
                        value -> value.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE),
                        "must not have half of a Unicode character");
    }

    /** A text that people read: without line feeds and other control characters, so that it stays on its line in a log. */
    static Form<String> line(int min, int max) {
        return text(min, max)
                .check(
                        value -> value.codePoints().noneMatch(Form::isInvisible),
                        "must not have line feeds or other control characters");
    }

    /** A text that an HTTP header can hold: ASCII without spaces. */
    static Form<String> visible(int min, int max) {
        return text(min, max)
                .check(
                        value -> value.chars().allMatch(c -> c > ' ' && c < 0x7f),
                        "must have ASCII characters only, and no spaces");
    }

    /** A text that a regular expression matches as a whole. */
    static Form<String> matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return any().check(value -> pattern.matcher(value).matches(), "must match " + regex);
    }

    /** One of a few words. */
    static Form<String> oneOf(String... words) {
        List<String> legal = List.of(words);
        return any().check(legal::contains, "must be one of " + String.join(", ", legal));
    }

    /** A whole number within bounds. */
    static Form<Integer> whole(int min, int max) {
        String otherwise = "must be a whole number from " + min + " to " + max;
        return any().check(value -> value.matches("[0-9]{1,10}"), otherwise)
                .then(Long::valueOf)
                .check(number -> number >= min && number <= max, otherwise)
                .then(Long::intValue);
    }

    private static Form<String> any() {
        return value -> value;
    }

    private static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static <T> Form<T> parsed(Function<String, T> parser, String otherwise) {
        return value -> {
            try {
                return parser.apply(value);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(otherwise, e);
            }
        };
    }
}
