package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/** The finished invocations of a project, sorted by the time of their end. Guarded by the lock of its project. */
final class FinishedInvocations {
    private final NavigableSet<StoredInvocation> sorted = new TreeSet<>(FinishedInvocations::compare);

    void add(StoredInvocation stored) {
        sorted.add(stored);
    }

    void remove(StoredInvocation stored) {
        sorted.remove(stored);
    }

    int size() {
        return sorted.size();
    }

    /** {@return the one that ended first} */
    StoredInvocation earliest() {
        return sorted.first();
    }

    /** Adds to a list the earliest of those that ended before a time, at most as many as the limit says. */
    void endedBefore(Instant time, int limit, List<Invocation> ended) {
        int added = 0;
        for (StoredInvocation stored : sorted) {
            if (added == limit || !endedAt(stored.invocation).isBefore(time)) {
                return;
            }
            ended.add(stored.invocation);
            added++;
        }
    }

    static Instant endedAt(Invocation finished) {
        return Objects.requireNonNull(finished.progress().endedAt());
    }

    // Several invocations can end at the same time; the order of storing tells them apart.
    private static int compare(StoredInvocation one, StoredInvocation other) {
        int byEnd = endedAt(one.invocation).compareTo(endedAt(other.invocation));
        return byEnd == 0 ? Long.compare(one.sequence, other.sequence) : byEnd;
    }
}
