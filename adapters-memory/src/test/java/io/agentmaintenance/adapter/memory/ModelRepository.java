package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.JournalEntry;
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
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The expected answers of the store: a plain map of each project, without any index. */
class ModelRepository implements InvocationRepository {
    private static final Comparator<Invocation> ACTIVE_ORDER = Comparator.<Invocation, String>comparing(
                    task -> task.project().value())
            .thenComparing(ModelRepository::date)
            .thenComparing(task -> task.id().value());

    private final int bound;
    private final Map<ProjectId, Map<InvocationId, Invocation>> tasks =
            new TreeMap<>(Comparator.comparing(ProjectId::value));
    private final Map<ProjectId, List<InvocationId>> finished = new HashMap<>();
    private final List<JournalEntry> journal = new ArrayList<>();

    ModelRepository(int bound) {
        this.bound = bound;
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return each(insertions, entry -> {
            Invocation known = get(project, entry.invocation().id());
            if (known != null) {
                return known.wasAcceptedAs(entry.invocation());
            }
            if (!fits(project, entry)) {
                return false;
            }
            accept(project, entry);
            return true;
        });
    }

    void accept(ProjectId project, Insertion entry) {
        put(entry.invocation());
        journal.add(JournalEntry.accepted(entry.invocation()));
        if (entry.link() != null) {
            put(get(project, entry.link().original())
                    .retriedBy(entry.invocation().id())
                    .after());
        }
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
        RetryLink link = entry.link();
        Invocation original = link == null ? null : get(project, link.original());
        return free && (link == null || (original != null && original.revision() == link.revision()));
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
            journal.add(JournalEntry.withdrawn(task, entry.at()));
            Invocation repeated = get(project, task.lineage().retryOf());
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
            store(entry.change(), entry.actor());
            store(entry.alongside(), entry.actor());
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
    public List<InvocationCount> counts(ProjectId project) {
        Map<InvocationCount, Long> counts = all().filter(task -> project == null || project.equals(task.project()))
                .collect(Collectors.groupingBy(
                        task -> new InvocationCount(task.instance().type(), task.type(), task.status(), 1),
                        Collectors.counting()));
        return counts.entrySet().stream()
                .map(e -> new InvocationCount(
                        e.getKey().instanceType(), e.getKey().type(), e.getKey().status(), e.getValue()))
                .toList();
    }

    @Override
    public Invocation oldestPending() {
        return active(InvocationStatus.PENDING)
                .min(Comparator.comparing(Invocation::createdAt))
                .orElse(null);
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, Invocation after, int limit) {
        return active(InvocationStatus.PENDING)
                .filter(task -> task.createdAt().isBefore(createdBefore))
                .filter(task -> after == null || ACTIVE_ORDER.compare(task, after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Invocation> running(Invocation after, int limit) {
        return active(InvocationStatus.RUNNING)
                .filter(task -> after == null || ACTIVE_ORDER.compare(task, after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        List<Invocation> ended = earliestEnds(all())
                .filter(task -> task.progress().endedAt().isBefore(endedBefore))
                .limit(limit)
                .toList();
        ended.forEach(this::remove);
        return ended.size();
    }

    /** The journal of an invocation, the oldest entry first. */
    List<JournalEntry> timeline(ProjectId project, InvocationId id) {
        return journal.stream()
                .filter(entry ->
                        entry.project().equals(project) && entry.invocation().equals(id))
                .toList();
    }

    /** The whole journal, without a bound. */
    List<JournalEntry> journal() {
        return List.copyOf(journal);
    }

    /** The invocations of a project, the oldest first. */
    Stream<Invocation> of(ProjectId project) {
        return tasks.getOrDefault(project, Map.of()).values().stream();
    }

    private Stream<Invocation> all() {
        return tasks.values().stream().flatMap(of -> of.values().stream());
    }

    Invocation get(ProjectId project, InvocationId id) {
        return tasks.getOrDefault(project, Map.of()).get(id);
    }

    private boolean holds(InvocationChange change) {
        Invocation now = change == null
                ? null
                : get(change.before().project(), change.before().id());
        return change == null
                || (now != null && now.revision() == change.before().revision());
    }

    private void store(InvocationChange change, Actor actor) {
        if (change != null) {
            ProjectId project = change.after().project();
            InvocationId id = change.after().id();
            // An id that was used before, and forgotten, may come with a change of that time.
            boolean wasActive = get(project, id).isActive();
            put(change.after());
            List<InvocationId> ended = finished.computeIfAbsent(project, p -> new ArrayList<>());
            if (wasActive && !change.after().isActive()) {
                ended.add(id);
            } else if (change.after().isActive()) {
                ended.remove(id);
            }
            if (JournalEntry.records(change)) {
                journal.add(JournalEntry.changed(change, actor));
            }
        }
    }

    private void forgetOldest() {
        finished.forEach((project, ended) -> {
            while (ended.size() > bound) {
                remove(get(project, ended.get(0)));
            }
        });
    }

    private void remove(Invocation task) {
        tasks.get(task.project()).remove(task.id());
        finished.get(task.project()).remove(task.id());
    }

    // Those that ended at the same time in the order of storing.
    private static Stream<Invocation> earliestEnds(Stream<Invocation> inOrder) {
        return inOrder.filter(task -> !task.isActive())
                .sorted(Comparator.comparing(task -> task.progress().endedAt()));
    }

    private Stream<Invocation> active(InvocationStatus status) {
        return all().filter(task -> task.status() == status).sorted(ACTIVE_ORDER);
    }

    private static Instant date(Invocation active) {
        Instant startedAt = active.progress().startedAt();
        return startedAt == null ? active.createdAt() : startedAt;
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
