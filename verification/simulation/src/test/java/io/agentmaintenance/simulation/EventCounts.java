package io.agentmaintenance.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Counts of events by name, to check that a run covered every kind of event. */
final class EventCounts {
    private final Map<String, Long> counts = new TreeMap<>();

    void add(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    EventCounts plus(EventCounts other) {
        EventCounts sum = new EventCounts();
        sum.counts.putAll(counts);
        other.counts.forEach((what, count) -> sum.counts.merge(what, count, Long::sum));
        return sum;
    }

    Map<String, Long> counts() {
        return counts;
    }

    /** The sum of the counts of all names with this prefix. */
    long sum(String prefix) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
