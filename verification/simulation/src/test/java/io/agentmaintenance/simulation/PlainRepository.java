package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A correct store in one list, the oldest task first. Its laws are methods of their own, for twins to break. Not thread-safe. */
class PlainRepository implements InvocationRepository {
    private static final Comparator<Invocation> PENDING_ORDER = Comparator.comparing(Invocation::createdAt)
            .thenComparing(i -> i.project().value())
            .thenComparing(i -> i.id().value());

    private final List<Invocation> stored = new ArrayList<>();

    /** Law: no task is stored beside an active one, or beside one that was not seen. */
    boolean isFree(Insertion insertion, @Nullable Invocation latest) {
        return (latest == null || !latest.isActive()) && isSame(latest, insertion.latest());
    }

    /** Law: a change builds on what is there. */
    boolean isCurrent(@Nullable InvocationChange change) {
        return change == null || stored.stream().anyMatch(i -> isSame(i, change.before()));
    }

    /** Law: a change is stored as it is. */
    Invocation kept(Invocation invocation) {
        return invocation;
    }

    /** Law: two changes of one update are stored together. */
    @Nullable InvocationChange together(@Nullable InvocationChange alongside) {
        return alongside;
    }

    /** Stores over whatever is there. */
    final void put(Invocation invocation) {
        stored.replaceAll(i -> isSameTask(i, invocation) ? invocation : i);
    }

    /** Loses what was stored last. */
    final void loseLatest() {
        if (!stored.isEmpty()) {
            stored.remove(stored.size() - 1);
        }
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return each(insertions, insertion -> {
            Invocation latest = last(of(
                    project, i -> i.instanceId().equals(insertion.invocation().instanceId())));
            if (!isFree(insertion, latest) || !isCurrent(insertion.link()) || isKnown(insertion.invocation())) {
                return false;
            }
            stored.add(kept(insertion.invocation()));
            apply(insertion.link());
            return true;
        });
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return each(withdrawals, withdrawal -> {
            if (!stored.remove(kept(withdrawal.invocation()))) {
                return false;
            }
            unlink(withdrawal);
            return true;
        });
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return each(updates, update -> {
            if (!isCurrent(update.change()) || !isCurrent(update.alongside())) {
                return false;
            }
            apply(update.change());
            apply(together(update.alongside()));
            return true;
        });
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        Set<InvocationId> wanted = new HashSet<>(ids);
        Map<InvocationId, Invocation> found = new HashMap<>();
        of(project, i -> wanted.contains(i.id())).forEach(i -> found.put(i.id(), i));
        return found;
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> histories = new HashMap<>();
        for (InstanceId instance : instances) {
            Predicate<Invocation> on = i -> i.instanceId().equals(instance);
            histories.put(
                    instance,
                    new InstanceHistory(
                            last(of(project, on)),
                            last(of(project, on.and(i -> i.status() == InvocationStatus.SUCCEEDED)))));
        }
        return histories;
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        List<Invocation> matching = new ArrayList<>();
        of(query.project(), query::matches).forEach(i -> matching.add(0, i));
        return new InvocationPage(
                matching.stream().skip(query.offset()).limit(query.limit()).toList(), matching.size());
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return stored.stream()
                .filter(i -> switch (i.status()) {
                    case PENDING -> i.createdAt().isBefore(pendingSince);
                    case RUNNING ->
                        Objects.requireNonNull(i.progress().startedAt()).isBefore(runningSince);
                    default -> false;
                })
                .limit(limit)
                .toList();
    }

    @Override
    public List<Invocation> pending(@Nullable Invocation after, int limit) {
        return stored.stream()
                .filter(i -> i.status() == InvocationStatus.PENDING)
                .filter(i -> after == null || PENDING_ORDER.compare(i, after) > 0)
                .sorted(PENDING_ORDER)
                .limit(limit)
                .toList();
    }

    // If the repeated task has changed meanwhile, its change stays and the link alone goes.
    private void unlink(Withdrawal withdrawal) {
        InvocationChange unlink = withdrawal.unlink();
        Invocation repeated = unlink == null ? null : last(stored.stream().filter(i -> isSameTask(i, unlink.before())));
        if (repeated != null
                && withdrawal.invocation().id().equals(repeated.lineage().retriedBy())) {
            apply(repeated.retriedBy(null));
        }
    }

    private void apply(@Nullable InvocationChange change) {
        if (change != null) {
            put(kept(change.after()));
        }
    }

    private boolean isKnown(Invocation invocation) {
        return stored.stream().anyMatch(i -> isSameTask(i, invocation));
    }

    private Stream<Invocation> of(ProjectId project, Predicate<Invocation> which) {
        return stored.stream().filter(i -> i.project().equals(project)).filter(which);
    }

    private static <E> List<WriteOutcome> each(List<E> entries, Function<E, Boolean> write) {
        entries.forEach(Objects::requireNonNull); // A method that throws has written nothing.
        return entries.stream()
                .map(entry -> write.apply(entry) ? WriteOutcome.STORED : WriteOutcome.CONFLICT)
                .toList();
    }

    private static @Nullable Invocation last(Stream<Invocation> invocations) {
        return invocations.reduce((earlier, later) -> later).orElse(null);
    }

    private static boolean isSame(@Nullable Invocation a, @Nullable Invocation b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return isSameTask(a, b) && a.revision() == b.revision();
    }

    private static boolean isSameTask(Invocation a, Invocation b) {
        return a.id().equals(b.id()) && a.project().equals(b.project());
    }
}
