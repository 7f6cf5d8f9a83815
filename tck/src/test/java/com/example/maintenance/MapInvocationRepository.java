package com.example.maintenance;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keeps all invocations in one map, in the order of storing. Thread-safe: one lock for all. */
public final class MapInvocationRepository implements InvocationRepository {
    // A total order that never changes: no two invocations have the same time, project and id.
    private static final Comparator<Invocation> PAGE_ORDER = Comparator.comparing(Invocation::createdAt)
            .thenComparing(task -> task.project().value())
            .thenComparing(task -> task.id().value());

    private final Map<Key, Invocation> tasks = new LinkedHashMap<>();

    private record Key(ProjectId project, InvocationId id) {}

    /** Creates an empty repository. */
    public MapInvocationRepository() {}

    @Override
    public synchronized List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return write(insertions, entry -> {
            Invocation task = entry.invocation();
            Invocation same = tasks.get(key(task));
            if (same != null) {
                return same.wasAcceptedAs(task);
            }
            Invocation newest = newest(of(project, task.instanceId()));
            boolean free = newest == null || !newest.isActive();
            if (!free || !isStill(newest, entry.latest()) || !holds(project, entry.link())) {
                return false;
            }
            tasks.put(key(task), task);
            link(project, entry.link(), task);
            return true;
        });
    }

    @Override
    public synchronized List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return write(withdrawals, entry -> {
            Invocation task = tasks.get(key(entry.invocation()));
            if (task == null || task.revision() != 1) {
                return false;
            }
            tasks.remove(key(task));
            unlink(task);
            return true;
        });
    }

    @Override
    public synchronized List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return write(updates, entry -> {
            if (!holds(entry.change()) || !holds(entry.alongside())) {
                return false;
            }
            store(entry.change());
            store(entry.alongside());
            return true;
        });
    }

    @Override
    public synchronized Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        Map<InvocationId, Invocation> found = new HashMap<>();
        for (InvocationId id : ids) {
            Invocation task = tasks.get(new Key(project, id));
            if (task != null) {
                found.put(id, task);
            }
        }
        return found;
    }

    @Override
    public synchronized Map<InstanceId, InstanceHistory> histories(
            ProjectId project, Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> found = new HashMap<>();
        for (InstanceId instance : instances) {
            Invocation latest = newest(of(project, instance));
            Invocation lastChange =
                    newest(of(project, instance).filter(task -> task.status() == InvocationStatus.SUCCEEDED));
            found.put(instance, new InstanceHistory(latest, lastChange));
        }
        return found;
    }

    @Override
    public synchronized InvocationPage find(InvocationQuery query) {
        List<Invocation> matching =
                new ArrayList<>(tasks.values().stream().filter(query::matches).toList());
        Collections.reverse(matching);
        List<Invocation> page =
                matching.stream().skip(query.offset()).limit(query.limit()).toList();
        return new InvocationPage(page, matching.size());
    }

    @Override
    public synchronized List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return tasks.values().stream()
                .filter(task -> isOverdue(task, pendingSince, runningSince))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<InvocationCount> counts(@Nullable ProjectId project) {
        Map<InvocationCount, Long> counts = tasks.values().stream()
                .filter(task -> project == null || project.equals(task.project()))
                .collect(Collectors.groupingBy(
                        task -> new InvocationCount(task.instance().type(), task.type(), task.status(), 1),
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> new InvocationCount(
                        e.getKey().instanceType(), e.getKey().type(), e.getKey().status(), e.getValue()))
                .toList();
    }

    @Override
    public synchronized @Nullable Invocation oldestPending() {
        return pageOf(InvocationStatus.PENDING, null).findFirst().orElse(null);
    }

    @Override
    public synchronized List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return pageOf(InvocationStatus.PENDING, after)
                .filter(task -> task.createdAt().isBefore(createdBefore))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<Invocation> running(@Nullable Invocation after, int limit) {
        return pageOf(InvocationStatus.RUNNING, after).limit(limit).toList();
    }

    @Override
    public synchronized int forget(Instant endedBefore, int limit) {
        List<Invocation> over = tasks.values().stream()
                .filter(task -> !task.isActive() && endOf(task).isBefore(endedBefore))
                .sorted(Comparator.comparing(MapInvocationRepository::endOf))
                .limit(limit)
                .toList();
        over.forEach(task -> tasks.remove(key(task)));
        return over.size();
    }

    // Either all entries are processed or none, so the check comes before the first write.
    private static <E> List<WriteOutcome> write(List<E> entries, Predicate<E> isStored) {
        entries.forEach(Objects::requireNonNull);
        return entries.stream()
                .map(entry -> isStored.test(entry) ? WriteOutcome.STORED : WriteOutcome.CONFLICT)
                .toList();
    }

    private static boolean isStill(@Nullable Invocation newest, @Nullable Invocation read) {
        if (newest == null || read == null) {
            return newest == null && read == null;
        }
        return newest.id().equals(read.id()) && newest.revision() == read.revision();
    }

    private boolean holds(@Nullable InvocationChange change) {
        if (change == null) {
            return true;
        }
        Invocation now = tasks.get(key(change.before()));
        return now != null && now.revision() == change.before().revision();
    }

    private void store(@Nullable InvocationChange change) {
        if (change != null) {
            tasks.put(key(change.after()), change.after());
        }
    }

    private boolean holds(ProjectId project, @Nullable RetryLink link) {
        Invocation original = link == null ? null : tasks.get(new Key(project, link.original()));
        return link == null || (original != null && original.revision() == link.revision());
    }

    private void link(ProjectId project, @Nullable RetryLink link, Invocation retry) {
        Invocation original = link == null ? null : tasks.get(new Key(project, link.original()));
        store(original == null ? null : original.retriedBy(retry.id()));
    }

    // The repeated task may have changed since the link was stored: the change stays, and only the link is removed.
    private void unlink(Invocation retry) {
        InvocationId original = retry.lineage().retryOf();
        Invocation repeated = original == null ? null : tasks.get(new Key(retry.project(), original));
        if (repeated != null && retry.id().equals(repeated.lineage().retriedBy())) {
            store(repeated.retriedBy(null));
        }
    }

    // The state of the last one does not matter: its place depends only on values that never change.
    private Stream<Invocation> pageOf(InvocationStatus status, @Nullable Invocation after) {
        return tasks.values().stream()
                .filter(task -> task.status() == status)
                .filter(task -> after == null || PAGE_ORDER.compare(task, after) > 0)
                .sorted(PAGE_ORDER);
    }

    private static Instant endOf(Invocation task) {
        return Objects.requireNonNullElse(task.progress().endedAt(), END_OF_TIME);
    }

    private static boolean isOverdue(Invocation task, Instant pendingSince, Instant runningSince) {
        Instant started = task.progress().startedAt();
        return switch (task.status()) {
            case PENDING -> task.createdAt().isBefore(pendingSince);
            case RUNNING -> started != null && started.isBefore(runningSince);
            default -> false;
        };
    }

    private Stream<Invocation> of(ProjectId project, InstanceId instance) {
        return tasks.values().stream()
                .filter(task -> task.project().equals(project))
                .filter(task -> task.instanceId().equals(instance));
    }

    private static @Nullable Invocation newest(Stream<Invocation> inOrder) {
        return inOrder.reduce((older, newer) -> newer).orElse(null);
    }

    private static Key key(Invocation task) {
        return new Key(task.project(), task.id());
    }
}
