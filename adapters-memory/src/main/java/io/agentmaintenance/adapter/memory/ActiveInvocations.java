package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The active invocations of a project: the PENDING ones by the time of their creation, the RUNNING ones by the time of their
 * start. The sets are sorted, so an insertion costs the same wherever its time lies, even if the clock jumped. Guarded by the
 * lock of its project.
 */
final class ActiveInvocations {
    private final NavigableSet<Invocation> pending = new TreeSet<>(by(Invocation::createdAt));
    private final NavigableSet<Invocation> running = new TreeSet<>(by(ActiveInvocations::date));

    void add(Invocation invocation) {
        setOf(invocation).add(invocation);
    }

    void remove(Invocation invocation) {
        setOf(invocation).remove(invocation);
    }

    /** Adds to a list what is overdue, until the list has as many elements as the limit says. */
    void overdue(Instant pendingSince, Instant runningSince, int limit, List<Invocation> overdue) {
        addDatedBefore(pendingSince, pending, limit, overdue);
        addDatedBefore(runningSince, running, limit, overdue);
    }

    /** Adds to a list what was created, or started, after a time. */
    void datedAfter(Instant time, List<Invocation> dated) {
        addDatedAfter(time, pending, dated);
        addDatedAfter(time, running, dated);
    }

    @Nullable Invocation oldestPending() {
        return pending.isEmpty() ? null : pending.first();
    }

    /** Adds to a list the PENDING ones, created before a time, that come after the last one, see {@link #running}. */
    void pending(Instant createdBefore, @Nullable Invocation last, int limit, List<Invocation> page) {
        addDatedBefore(createdBefore, after(last, pending), limit, page);
    }

    /** Adds to a list the RUNNING ones that come after the last one, which need not be there any more, up to the limit. */
    void running(@Nullable Invocation last, int limit, List<Invocation> page) {
        addDatedBefore(Instant.MAX, after(last, running), limit, page);
    }

    private NavigableSet<Invocation> setOf(Invocation invocation) {
        return invocation.status() == InvocationStatus.PENDING ? pending : running;
    }

    private static void addDatedBefore(
            Instant time, NavigableSet<Invocation> sorted, int limit, List<Invocation> found) {
        for (Invocation invocation : sorted) {
            if (found.size() >= limit || !date(invocation).isBefore(time)) {
                break;
            }
            found.add(invocation);
        }
    }

    private static NavigableSet<Invocation> after(@Nullable Invocation last, NavigableSet<Invocation> sorted) {
        return last == null ? sorted : sorted.tailSet(last, false);
    }

    private static void addDatedAfter(Instant time, NavigableSet<Invocation> sorted, List<Invocation> found) {
        for (Invocation invocation : sorted.descendingSet()) {
            if (!date(invocation).isAfter(time)) {
                break;
            }
            found.add(invocation);
        }
    }

    // Several invocations can have the same date; their ids tell them apart. The date in a set never changes: the last
    // invocation of a page may have changed since it was read.
    private static Comparator<Invocation> by(Function<Invocation, Instant> date) {
        return Comparator.comparing(date).thenComparing(i -> i.id().value());
    }

    private static Instant date(Invocation invocation) {
        Instant startedAt = invocation.progress().startedAt();
        return startedAt == null ? invocation.createdAt() : startedAt;
    }
}
