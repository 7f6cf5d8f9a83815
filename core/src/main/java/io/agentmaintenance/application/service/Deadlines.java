package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides what is overdue, by the time that has passed and not by what the clock shows now. Thread-safe.
 *
 * <p>The limit of an invocation is how long it may be PENDING or RUNNING. It is overdue if its date is earlier than every time that the
 * clock has shown within that limit. An invocation that is dated after now was accepted or begun before the clock was set back: its limit
 * counts from when the clock showed that date, else from when the invocation is first seen here.
 */
final class Deadlines {
    /** Clocks of several nodes differ by less; such a difference passes by itself. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    /** Beyond that, only what is still dated after now is remembered, so that the memory is bounded. */
    private static final int MOST_WATCHED = 100_000;

    private final InvocationRepository repository;
    private final TimeLimits limits;
    private final ObservedClock clock;
    private Map<Step, Watched> watched = new HashMap<>();

    private record Step(ProjectId project, InvocationId id, InvocationStatus status) {
        static Step of(Invocation invocation) {
            return new Step(invocation.project(), invocation.id(), invocation.status());
        }
    }

    private record Watched(Invocation invocation, long since) {}

    Deadlines(InvocationRepository repository, TimeLimits limits, ObservedClock clock) {
        this.repository = repository;
        this.limits = limits;
        this.clock = clock;
    }

    /** {@return what is PENDING and was created before this is overdue} */
    Instant pendingSince() {
        return clock.earliestWithin(limits.pickUp());
    }

    /** {@return what is RUNNING and was started before this is overdue} */
    Instant runningSince() {
        return clock.earliestWithin(limits.execution());
    }

    /** {@return what is overdue although it was dated after now, each invocation once; may have changed since it was read} */
    List<Invocation> overdueDatedAhead() {
        return takeOverdue(datedAhead());
    }

    /** {@return what is PENDING or RUNNING and dated after now} */
    List<Invocation> datedAhead() {
        return repository.datedAfter(clock.instant().plus(TOLERANCE));
    }

    private synchronized List<Invocation> takeOverdue(List<Invocation> ahead) {
        long now = clock.passed();
        Map<Step, Watched> known = watched;
        watched = new HashMap<>();
        Map<InvocationKey, Invocation> overdue = new LinkedHashMap<>();
        for (Invocation invocation : ahead) {
            Step step = Step.of(invocation);
            Watched before = known.get(step);
            long since = before == null ? clock.lastShown(date(invocation)).orElse(now) : before.since();
            Watched task = new Watched(invocation, since);
            watched.put(step, task);
            if (isOverdue(task, now)) {
                add(overdue, invocation);
            }
        }
        // What is no longer dated after now may have ended long ago, so it is returned once only.
        known.forEach((step, task) -> {
            if (!watched.containsKey(step) && isOverdue(task, now)) {
                add(overdue, task.invocation());
            } else if (known.size() <= MOST_WATCHED) {
                watched.putIfAbsent(step, task);
            }
        });
        return List.copyOf(overdue.values());
    }

    /** Adds an invocation, which may have been seen PENDING before it was seen RUNNING: the later revision counts. */
    private static void add(Map<InvocationKey, Invocation> overdue, Invocation invocation) {
        overdue.merge(
                InvocationKey.of(invocation),
                invocation,
                (one, other) -> one.revision() > other.revision() ? one : other);
    }

    private boolean isOverdue(Watched task, long now) {
        return Duration.ofMillis(now - task.since()).compareTo(limit(task.invocation())) > 0;
    }

    private Duration limit(Invocation invocation) {
        return invocation.status() == InvocationStatus.PENDING ? limits.pickUp() : limits.execution();
    }

    private static Instant date(Invocation invocation) {
        Instant startedAt = invocation.progress().startedAt();
        return startedAt == null ? invocation.createdAt() : startedAt;
    }
}
