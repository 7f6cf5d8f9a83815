package io.agentmaintenance.adapter.micrometer;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.RefusalReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one project, or of all together. Those of ends and of items are registered at once, because a dashboard sees the
 * increase of a counter only if it was 0 before. Thread-safe.
 */
final class Meters {
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";
    private static final String WITHDRAWN = "withdrawn";
    private static final String NO_REASON = "none";

    private final MeterRegistry registry;
    private final Tags common;
    private final Map<Item, Counter> items = new ConcurrentHashMap<>();
    private final Map<Ended, Counter> ended = new ConcurrentHashMap<>();
    private final Timer pickup;
    private final Timer duration;

    private record Item(InvocationType type, String outcome, String reason) {}

    private record Ended(Operation operation, InvocationStatus status, boolean late) {}

    Meters(MeterRegistry registry, Tags common) {
        this.registry = registry;
        this.common = common;
        for (InvocationType type : InvocationType.values()) {
            items(new Item(type, ACCEPTED, NO_REASON));
            items(new Item(type, WITHDRAWN, NO_REASON));
            for (RefusalReason reason : RefusalReason.values()) {
                items(new Item(type, REFUSED, reason.name()));
            }
        }
        for (Operation operation : Operation.values()) {
            for (InvocationStatus status : InvocationStatus.values()) {
                if (!status.isActive()) {
                    ended(new Ended(operation, status, false));
                }
            }
            ended(new Ended(operation, InvocationStatus.SUCCEEDED, true));
            ended(new Ended(operation, InvocationStatus.FAILED, true));
        }
        pickup =
                timer("agent.maintenance.tasks.pickup", "Time from the acceptance of a task to the begin of its work.");
        duration = timer(
                "agent.maintenance.tasks.duration",
                "Time from the begin of work to its end; without tasks that timed out.");
    }

    void accepted(InvocationType type) {
        items(new Item(type, ACCEPTED, NO_REASON)).increment();
    }

    void withdrawn(InvocationType type) {
        items(new Item(type, WITHDRAWN, NO_REASON)).increment();
    }

    void refused(InvocationType type, RefusalReason reason) {
        items(new Item(type, REFUSED, reason.name())).increment();
    }

    void begun(Invocation invocation) {
        Progress progress = invocation.progress();
        // Without a worker, the end was reported before the begin, so nobody knows when the work began.
        if (progress.startedBy() != null) {
            record(pickup, invocation.createdAt(), progress.startedAt());
        }
    }

    void ended(InvocationChange change) {
        Invocation after = change.after();
        InvocationStatus before = change.before().status();
        Progress progress = after.progress();
        boolean isLate = before == InvocationStatus.TIMEOUT && after.status() != InvocationStatus.ROLLBACKED;
        ended(new Ended(after.operation(), after.status(), isLate)).increment();
        // After a time-out it is not known when the work ended.
        if (before == InvocationStatus.RUNNING
                && after.status() != InvocationStatus.TIMEOUT
                && progress.startedBy() != null) {
            record(duration, progress.startedAt(), progress.endedAt());
        }
    }

    private Counter ended(Ended tags) {
        return ended.computeIfAbsent(
                tags,
                key -> Counter.builder("agent.maintenance.tasks.ended")
                        .description("Tasks that came to an end; a late report or a rollback is a further end.")
                        .tags(common)
                        .tag("operation", key.operation().name())
                        .tag("status", key.status().name())
                        .tag("late", Boolean.toString(key.late()))
                        .register(registry));
    }

    private Counter items(Item tags) {
        return items.computeIfAbsent(
                tags,
                key -> Counter.builder("agent.maintenance.items")
                        .description("Items of requests, by what became of them.")
                        .tags(common)
                        .tag("type", key.type().name())
                        .tag("outcome", key.outcome())
                        .tag("reason", key.reason())
                        .register(registry));
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).tags(common).register(registry);
    }

    // A clock may be set back in between, and a timer takes no negative time.
    private static void record(Timer timer, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null) {
            Duration time = Duration.between(from, to);
            timer.record(time.isNegative() ? Duration.ZERO : time);
        }
    }
}
