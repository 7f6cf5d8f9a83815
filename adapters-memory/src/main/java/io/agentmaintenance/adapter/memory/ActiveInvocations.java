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
    private final NavigableSet<Invocation> pending = sortedBy(Invocation::createdAt);
    private final NavigableSet<Invocation> running = sortedBy(ActiveInvocations::startedAt);

    void add(Invocation invocation) {
        setOf(invocation).add(invocation);
    }

    void remove(Invocation invocation) {
        setOf(invocation).remove(invocation);
    }

    /** Adds to a list what is overdue, until the list has as many elements as the limit says. */
    void overdue(Instant pendingSince, Instant runningSince, int limit, List<Invocation> overdue) {
        for (Invocation invocation : pending) {
            if (overdue.size() >= limit || !invocation.createdAt().isBefore(pendingSince)) {
                break;
            }
            overdue.add(invocation);
        }
        for (Invocation invocation : running) {
            if (overdue.size() >= limit || !startedAt(invocation).isBefore(runningSince)) {
                break;
            }
            overdue.add(invocation);
        }
    }

    /** Adds to a list what was created, or started, after a time. */
    void datedAfter(Instant time, List<Invocation> dated) {
        for (Invocation invocation : pending.descendingSet()) {
            if (!invocation.createdAt().isAfter(time)) {
                break;
            }
            dated.add(invocation);
        }
        for (Invocation invocation : running.descendingSet()) {
            if (!startedAt(invocation).isAfter(time)) {
                break;
            }
            dated.add(invocation);
        }
    }

    /** Adds to a list the PENDING ones that come after the last one, which need not be there any more, up to the limit. */
    void pending(@Nullable Invocation last, int limit, List<Invocation> page) {
        for (Invocation invocation : last == null ? pending : pending.tailSet(last, false)) {
            if (page.size() >= limit) {
                break;
            }
            page.add(invocation);
        }
    }

    private NavigableSet<Invocation> setOf(Invocation invocation) {
        return invocation.status() == InvocationStatus.PENDING ? pending : running;
    }

    private static Instant startedAt(Invocation running) {
        Instant startedAt = running.progress().startedAt();
        return startedAt == null ? running.createdAt() : startedAt;
    }

    // Several invocations can have the same time; their ids tell them apart.
    private static NavigableSet<Invocation> sortedBy(Function<Invocation, Instant> time) {
        return new TreeSet<>(Comparator.comparing(time)
                .thenComparing(invocation -> invocation.id().value()));
    }
}
