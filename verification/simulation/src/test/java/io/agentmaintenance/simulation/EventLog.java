package io.agentmaintenance.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events of a run, one line each, and a hash of all lines: runs with equal hashes had the same events. */
final class EventLog {
    private static final long PRIME = 0x100000001B3L;

    private final List<String> lines = new ArrayList<>();
    private long hash = 0xCBF29CE484222325L;

    void add(String line) {
        lines.add(line);
        for (int i = 0; i < line.length(); i++) {
            hash = (hash ^ line.charAt(i)) * PRIME;
        }
    }

    List<String> lines() {
        return Collections.unmodifiableList(lines);
    }

    List<String> last(int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    long hash() {
        return hash;
    }
}
