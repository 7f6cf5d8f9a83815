package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.AgentBehavior;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
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

    /** A moment, such as {@code 2027-01-01T00:00:00Z}. */
    Form<Instant> MOMENT = parsed(Instant::parse, "must be a moment such as 2027-01-01T00:00:00Z");

    /** A duration, such as {@code PT30S}. */
    Form<Duration> DURATION = parsed(Duration::parse, "must be an ISO 8601 duration such as PT30S");

    /** A duration of a millisecond or more. */
    Form<Duration> LONGER_THAN_ZERO =
            DURATION.then(time -> require(time, time.compareTo(Duration.ofMillis(1)) >= 0, "must be longer than zero"));

    /** The duration of a step of simulated work, which may be zero. */
    Form<Duration> STEP = DURATION.then(time -> require(time, !time.isNegative(), "must not be negative"))
            .then(time -> require(time, time.compareTo(AgentBehavior.LONGEST) <= 0, "must be at most 36,500 days"));

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

    /** {@return a form that applies another check or conversion after this one} */
    default <R> Form<R> then(Function<T, R> next) {
        return value -> next.apply(read(value));
    }

    /** A text of bounded length. */
    static Form<String> text(int min, int max) {
        return value -> require(
                value,
                value.length() >= min && value.length() <= max,
                "must have " + min + " to " + max + " characters");
    }

    /** A text that a regular expression matches as a whole. */
    static Form<String> matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return value -> require(value, pattern.matcher(value).matches(), "must match " + regex);
    }

    /** One of a few words. */
    static Form<String> oneOf(String... words) {
        List<String> legal = List.of(words);
        return value -> require(value, legal.contains(value), "must be one of " + String.join(", ", legal));
    }

    /** A whole number within bounds. */
    static Form<Integer> whole(int min, int max) {
        String otherwise = "must be a whole number from " + min + " to " + max;
        return parsed(Integer::valueOf, otherwise)
                .then(number -> require(number, number >= min && number <= max, otherwise));
    }

    private static <T> Form<T> parsed(Function<String, T> parser, String otherwise) {
        return value -> {
            try {
                return parser.apply(value);
            } catch (DateTimeException | NumberFormatException e) {
                throw new IllegalArgumentException(otherwise, e);
            }
        };
    }

    private static <T> T require(T value, boolean legal, String otherwise) {
        if (!legal) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }
}
