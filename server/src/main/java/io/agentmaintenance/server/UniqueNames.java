package io.agentmaintenance.server;

import java.util.HashMap;
import java.util.Map;

/**
 * Names that a configuration file may use once only, with the places where it does. For one thread.
 *
 * @param <N> the type of the names
 */
final class UniqueNames<N> {
    private final String what;
    private final Map<N, String> places = new HashMap<>();

    /** Has no names yet. The text says what such a name is, for messages. */
    UniqueNames(String what) {
        this.what = what;
    }

    /** Adds the name of an entry, and a problem if an entry before has this name. */
    void add(N name, Settings at) {
        String first = places.putIfAbsent(name, at.place());
        if (first != null) {
            at.problem("has the " + what + " of " + first + " again");
        }
    }

    boolean contains(N name) {
        return places.containsKey(name);
    }

    int size() {
        return places.size();
    }
}
