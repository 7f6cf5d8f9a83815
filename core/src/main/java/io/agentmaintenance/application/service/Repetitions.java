package io.agentmaintenance.application.service;

import java.util.List;

/**
 * Which ids of a list, of 100 at most, were named in it before. A set of them would be an object for each, for one question only.
 * Benchmark: HttpCreateBenchmark.
 */
final class Repetitions {
    private static final int FREE = 0;

    private final List<?> ids;
    // Open addressing: an id stands, as its place in the list plus one, in the first slot from its hash on that was
    // free. Whoever chooses ids with one hash makes a request slower by a comparison of each id with all others.
    private final int[] slots;

    Repetitions(List<?> ids) {
        this.ids = ids;
        slots = new int[Integer.highestOneBit(ids.size()) * 4];
    }

    /** Whether the id at a place was named before. To be asked for each place once, in their order. */
    boolean isAt(int place) {
        Object id = ids.get(place);
        int hash = id.hashCode();
        int at = (hash ^ hash >>> 16) & slots.length - 1;
        while (slots[at] != FREE) {
            if (ids.get(slots[at] - 1).equals(id)) {
                return true;
            }
            at = at + 1 & slots.length - 1;
        }
        slots[at] = place + 1;
        return false;
    }
}
