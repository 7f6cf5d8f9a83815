package io.agentmaintenance.simulation;

import java.util.ArrayList;
import java.util.List;

/** What happened in a world, line by line. */
final class EventLog {
    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
