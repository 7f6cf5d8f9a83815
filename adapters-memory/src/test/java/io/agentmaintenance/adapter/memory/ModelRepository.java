package io.agentmaintenance.adapter.memory;

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
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The expected answers of the store: a plain map of each project, without any index. */
class ModelRepository implements InvocationRepository {
    private static final Comparator<Invocation> PENDING_ORDER = Comparator.<Invocation, String>comparing(
                    task -> task.project().value())
            .thenComparing(Invocation::createdAt)
            .thenComparing(task -> task.id().value());

    private final int bound;
    private final Map<ProjectId, Map<InvocationId, Invocation>> tasks = new HashMap<>();
    private final Map<ProjectId, List<InvocationId>> finished = new HashMap<>();

    ModelRepository(int bound) {
        this.bound = bound;
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return each(insertions, entry -> {
            Invocation task = entry.invocation();
            if (!fits(project, entry)) {
                return false;
            }
            put(task);
            store(entry.link());
            return true;
        });
    }

    boolean fits(ProjectId project, Insertion entry) {
        Invocation task = entry.invocation();
        Invocation latest = newest(of(project).filter(t -> t.instanceId().equals(task.instanceId())));
        boolean free = latest == null
                ? entry.latest() == null
                : !latest.isActive()
                        && entry.latest() != null
                        && latest.id().equals(entry.latest().id())
                        && latest.revision() == entry.latest().revision();
        return free && get(project, task.id()) == null && holds(entry.link());
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return each(withdrawals, entry -> {
            InvocationId id = entry.invocation().id();
            Invocation task = get(project, id);
            if (task == null || task.revision() != 1) {
                return false;
            }
            tasks.get(project).remove(id);
            Invocation repeated = entry.unlink() == null
                    ? null
                    : get(project, entry.unlink().before().id());
            if (repeated != null && id.equals(repeated.lineage().retriedBy())) {
                put(repeated.retriedBy(null).after());
            }
            return true;
        });
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return each(updates, entry -> {
            if (!holds(entry.change()) || !holds(entry.alongside())) {
                return false;
            }
            store(entry.change());
            store(entry.alongside());
            return true;
        });
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        Map<InvocationId, Invocation> found = new HashMap<>();
        of(project).filter(task -> ids.contains(task.id())).forEach(task -> found.put(task.id(), task));
        return found;
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> found = new HashMap<>();
        for (InstanceId instance : instances) {
            List<Invocation> own =
                    of(project).filter(t -> t.instanceId().equals(instance)).toList();
            if (!own.isEmpty()) {
                Invocation change = newest(own.stream().filter(t -> t.status() == InvocationStatus.SUCCEEDED));
                found.put(instance, new InstanceHistory(newest(own.stream()), change));
            }
        }
        return found;
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        List<Invocation> matching =
                new ArrayList<>(of(query.project()).filter(query::matches).toList());
        Collections.reverse(matching);
        List<Invocation> page =
                matching.stream().skip(query.offset()).limit(query.limit()).toList();
        return new InvocationPage(page, matching.size());
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return all().filter(task -> switch (task.status()) {
                    case PENDING -> task.createdAt().isBefore(pendingSince);
                    case RUNNING -> task.progress().startedAt().isBefore(runningSince);
                    default -> false;
                })
                .limit(limit)
                .toList();
    }

    @Override
    public List<Invocation> pending(Invocation after, int limit) {
        return all().filter(task -> task.status() == InvocationStatus.PENDING)
                .filter(task -> after == null || PENDING_ORDER.compare(task, after) > 0)
                .sorted(PENDING_ORDER)
                .limit(limit)
                .toList();
    }

    /** The invocations of a project, the oldest first. */
    Stream<Invocation> of(ProjectId project) {
        return tasks.getOrDefault(project, Map.of()).values().stream();
    }

    private Stream<Invocation> all() {
        return tasks.values().stream().flatMap(of -> of.values().stream());
    }

    private Invocation get(ProjectId project, InvocationId id) {
        return tasks.getOrDefault(project, Map.of()).get(id);
    }

    private boolean holds(InvocationChange change) {
        Invocation now = change == null
                ? null
                : get(change.before().project(), change.before().id());
        return change == null
                || (now != null && now.revision() == change.before().revision());
    }

    private void store(InvocationChange change) {
        if (change != null) {
            put(change.after());
            if (change.before().isActive() && !change.after().isActive()) {
                finished.computeIfAbsent(change.after().project(), p -> new ArrayList<>())
                        .add(change.after().id());
            }
        }
    }

    private void forgetOldest() {
        finished.forEach((project, ended) -> {
            while (ended.size() > bound) {
                tasks.get(project).remove(ended.remove(0));
            }
        });
    }

    void put(Invocation task) {
        tasks.computeIfAbsent(task.project(), p -> new LinkedHashMap<>()).put(task.id(), task);
    }

    private static Invocation newest(Stream<Invocation> inOrder) {
        return inOrder.reduce((older, newer) -> newer).orElse(null);
    }

    private <E> List<WriteOutcome> each(List<E> entries, Predicate<E> isStored) {
        List<WriteOutcome> outcomes = entries.stream()
                .map(entry -> isStored.test(entry) ? WriteOutcome.STORED : WriteOutcome.CONFLICT)
                .toList();
        forgetOldest();
        return outcomes;
    }
}
