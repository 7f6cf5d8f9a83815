package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeSet;

/**
 * The finished invocations of a project, in the order of finishing and sorted by the time of their end. The two differ once a clock was set
 * back: then the bound of the history must not forget what has just finished. Guarded by the lock of its project.
 */
final class FinishedInvocations {
    private final Queue<StoredInvocation> inOrder = new ArrayDeque<>();
    private final NavigableSet<StoredInvocation> sorted = new TreeSet<>(FinishedInvocations::compare);

    void add(StoredInvocation stored) {
        inOrder.add(stored);
        sorted.add(stored);
    }

    void remove(StoredInvocation stored) {
        // What is removed is near the beginning.
        inOrder.remove(stored);
        sorted.remove(stored);
    }

    /** Makes a change of an invocation that stays finished. A late report moves its end. */
    void change(StoredInvocation stored, Runnable change) {
        sorted.remove(stored);
        change.run();
        sorted.add(stored);
    }

    int size() {
        return inOrder.size();
    }

    /** {@return the one that finished first} */
    StoredInvocation first() {
        return inOrder.element();
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
