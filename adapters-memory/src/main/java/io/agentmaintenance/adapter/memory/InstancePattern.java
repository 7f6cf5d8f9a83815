package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A range of servers that are named alike, such as {@code web-%04d} from 1 to 2000.
 *
 * @param format a text with exactly one {@code %d}, or {@code %01d} to {@code %09d} for leading zeros
 * @param from the first number, at least 0
 * @param to the last number, not less than the first; at most 10,000,000 servers
 */
public record InstancePattern(String format, int from, int to) {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9-]*%(0[1-9])?d[a-zA-Z0-9-]*");
    private static final int MAX_SERVERS = 10_000_000;

    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException if it does not have exactly one number, makes illegal ids, or has a bad range
     */
    public InstancePattern {
        if (!FORM.matcher(format).matches()) {
            throw new IllegalArgumentException("pattern must match " + FORM);
        }
        if (from < 0 || to < from || to - from >= MAX_SERVERS) {
            throw new IllegalArgumentException(
                    "from and to must be a range of 1 to " + MAX_SERVERS + " numbers from 0");
        }
        InstanceId.of(String.format(Locale.ROOT, format, to));
    }

    /**
     * {@return the ids, in the order of their numbers}
     */
    public Stream<InstanceId> ids() {
        return IntStream.rangeClosed(from, to).mapToObj(i -> InstanceId.of(String.format(Locale.ROOT, format, i)));
    }
}
