package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A range of servers that are named alike, such as {@code web-%04d} from 1 to 2000. Immutable.
 *
 * @param format the ids: a text with exactly one {@code %d}, or {@code %01d} to {@code %09d} for leading zeros
 * @param from the first number, at least 0
 * @param to the last number, not less than the first; at most 10,000,000 servers
 * @param names the names: a text with at most one such number; like the ids if null
 * @param intranetIps the private IPv4 addresses of the first server; each next server has the next addresses; copied
 * @param elasticIps the public IPv4 addresses of the first server, counted up likewise; copied
 */
public record InstancePattern(
        String format, int from, int to, @Nullable String names, List<String> intranetIps, List<String> elasticIps) {
    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9-]*%(0[1-9])?d[a-zA-Z0-9-]*");
    private static final int MAX_SERVERS = 10_000_000;

    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException if the ids do not have exactly one number, the range is not legal, or an id, name or
     *     address is not legal; the message does not quote it
     */
    public InstancePattern {
        if (!FORM.matcher(format).matches()) {
            throw new IllegalArgumentException("pattern must match " + FORM);
        }
        if (from < 0 || to < from || to - from >= MAX_SERVERS) {
            throw new IllegalArgumentException(
                    "from and to must be a range of 1 to " + MAX_SERVERS + " numbers from 0");
        }
        intranetIps = List.copyOf(intranetIps);
        elasticIps = List.copyOf(elasticIps);
        // The last server has the longest texts and the highest addresses.
        InstanceId last = InstanceId.of(NumberedText.of(format).with(to));
        String name = names == null ? last.value() : NumberedText.of(names).with(to);
        new InstanceProfile(
                last,
                name,
                InstanceType.ECS,
                counted(parsed(intranetIps), to - from),
                counted(parsed(elasticIps), to - from));
    }

    /**
     * Makes a range of servers that are named like their ids and have no addresses.
     *
     * @param format the ids
     * @param from the first number
     * @param to the last number
     * @throws IllegalArgumentException if the ids do not have exactly one number, or the range is not legal
     */
    public InstancePattern(String format, int from, int to) {
        this(format, from, to, null, List.of(), List.of());
    }

    /**
     * {@return the ids, in the order of their numbers}
     */
    public Stream<InstanceId> ids() {
        NumberedText ids = NumberedText.of(format);
        return numbers().mapToObj(number -> InstanceId.of(ids.with(number)));
    }

    /**
     * {@return the servers, in the order of their numbers}
     *
     * @param type the type of all of them
     */
    public Stream<InstanceProfile> profiles(InstanceType type) {
        NumberedText ids = NumberedText.of(format);
        NumberedText named = names == null ? null : NumberedText.of(names);
        List<Ipv4Address> intranet = parsed(intranetIps);
        List<Ipv4Address> elastic = parsed(elasticIps);
        return numbers().mapToObj(number -> {
            InstanceId id = InstanceId.of(ids.with(number));
            String name = named == null ? id.value() : named.with(number);
            return new InstanceProfile(
                    id, name, type, counted(intranet, number - from), counted(elastic, number - from));
        });
    }

    private IntStream numbers() {
        return IntStream.rangeClosed(from, to);
    }

    private static List<Ipv4Address> parsed(List<String> addresses) {
        return addresses.stream().map(Ipv4Address::of).toList();
    }

    private static List<String> counted(List<Ipv4Address> first, int steps) {
        return first.stream().map(address -> address.plus(steps).toString()).toList();
    }
}
