package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The active tasks of a project, in the order in which their time runs out. Guarded by the lock of its project. */
final class ActiveTasks {
    private final TreeMap<Due, Row> pending = new TreeMap<>();
    private final TreeMap<Due, Row> running = new TreeMap<>();

    void add(Row row) {
        if (row.status() == InvocationStatus.PENDING) {
            pending.put(new Due(row.createdAt(), row.high, row.low, text(row)), row);
        } else if (row.status() == InvocationStatus.RUNNING) {
            running.put(new Due(row.startedAt(), row.high, row.low, text(row)), row);
        }
    }

    /** To be called before the row changes, because its times are where it is found. */
    void remove(Row row) {
        if (row.status() == InvocationStatus.PENDING) {
            pending.remove(new Due(row.createdAt(), row.high, row.low, text(row)));
        } else if (row.status() == InvocationStatus.RUNNING) {
            running.remove(new Due(row.startedAt(), row.high, row.low, text(row)));
        }
    }

    Iterable<Row> pending() {
        return pending.values();
    }

    Iterable<Row> running() {
        return running.values();
    }

    Iterable<Row> pendingAfter(@Nullable Invocation after) {
        if (after == null) {
            return pending.values();
        }
        PackedId id = PackedId.of(after.id());
        String text = id.text() == null ? "" : id.text().value();
        return pending.tailMap(new Due(after.createdAt().toEpochMilli(), id.high(), id.low(), text), false)
                .values();
    }

    private static String text(Row row) {
        return row.text == null ? "" : row.text.value();
    }

    /** A time, made unique by an id. */
    private record Due(long millis, long high, long low, String text) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int order = Long.compare(millis, other.millis);
            order = order == 0 ? Long.compare(high, other.high) : order;
            order = order == 0 ? Long.compare(low, other.low) : order;
            return order == 0 ? text.compareTo(other.text) : order;
        }
    }
}
