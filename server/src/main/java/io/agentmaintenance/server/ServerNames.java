package io.agentmaintenance.server;

import io.agentmaintenance.adapter.memory.InstancePattern;
import io.agentmaintenance.domain.InstanceId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The servers that the entries of one project name, with the places of these entries. For one thread. */
final class ServerNames {
    private final Map<InstanceId, String> places = new HashMap<>();
    private @Nullable String placeOfAny;

    /** Adds a single server, and a problem if an entry before names it. */
    void add(InstanceId server, Settings at) {
        add(Stream.of(server), at);
    }

    /** Adds a range of servers, and a problem for each entry before that names one of them. */
    void add(InstancePattern servers, Settings at) {
        add(servers.ids(), at);
    }

    /** Adds the entry for all other servers, and a problem if there is one already. */
    void addAny(Settings at) {
        if (placeOfAny == null) {
            placeOfAny = at.place();
        } else {
            at.problem("has any: true like " + placeOfAny);
        }
    }

    private void add(Stream<InstanceId> servers, Settings at) {
        String place = at.place();
        Set<String> others = new HashSet<>();
        servers.forEach(server -> {
            String first = places.putIfAbsent(server, place);
            if (first != null && others.add(first)) {
                at.problem("names a server that " + first + " names too");
            }
        });
    }
}
