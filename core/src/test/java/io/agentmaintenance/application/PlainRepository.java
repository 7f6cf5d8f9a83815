package io.agentmaintenance.application;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The contract of the repository in a plain map, with places to break it. */
final class PlainRepository implements InvocationRepository {
    final Map<InvocationId, Invocation> stored = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    /** Runs once before the next insertion, as a request of somebody else would. */
    Runnable beforeInsert;

    Predicate<Insertion> failing = insertion -> false;
    RuntimeException readFailure;
    RuntimeException insertFailure;
    RuntimeException insertFailureAfterStoring;
    RuntimeException updateFailure;
    RuntimeException withdrawFailure;

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        calls.add("insert");
        World.fail(insertFailure);
        if (beforeInsert != null) {
            Runnable once = beforeInsert;
            beforeInsert = null;
            once.run();
        }
        List<WriteOutcome> outcomes = insertions.stream().map(this::insert).toList();
        World.fail(insertFailureAfterStoring);
        return outcomes;
    }

    private WriteOutcome insert(Insertion insertion) {
        if (failing.test(insertion)) {
            return WriteOutcome.FAILED;
        }
        Invocation latest = history(insertion.invocation().instanceId()).latest();
        boolean free = latest == null || !latest.isActive();
        if (!free || !Objects.equals(latest, insertion.latest()) || !holds(insertion.link())) {
            return WriteOutcome.CONFLICT;
        }
        stored.put(insertion.invocation().id(), insertion.invocation());
        apply(insertion.link());
        return WriteOutcome.STORED;
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        calls.add("withdraw");
        World.fail(withdrawFailure);
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (Withdrawal withdrawal : withdrawals) {
            Invocation now = stored.get(withdrawal.invocation().id());
            boolean untouched = now != null && now.revision() == 1 && holds(withdrawal.unlink());
            if (untouched) {
                stored.remove(now.id());
                apply(withdrawal.unlink());
            }
            outcomes.add(untouched ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        calls.add("update");
        World.fail(updateFailure);
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (InvocationUpdate update : updates) {
            boolean holds = holds(update.change()) && holds(update.alongside());
            if (holds) {
                apply(update.change());
                apply(update.alongside());
            }
            outcomes.add(holds ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    private boolean holds(InvocationChange change) {
        return change == null
                || (stored.containsKey(change.before().id())
                        && stored.get(change.before().id()).revision()
                                == change.before().revision());
    }

    private void apply(InvocationChange change) {
        if (change != null) {
            stored.put(change.after().id(), change.after());
        }
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        calls.add("findAll");
        World.fail(readFailure);
        Map<InvocationId, Invocation> found = new HashMap<>(stored);
        found.keySet().retainAll(ids);
        found.values().removeIf(task -> !task.project().equals(project));
        return found;
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        calls.add("histories");
        World.fail(readFailure);
        Map<InstanceId, InstanceHistory> histories = new HashMap<>();
        instances.forEach(instance -> histories.put(instance, history(instance)));
        return histories;
    }

    private InstanceHistory history(InstanceId instance) {
        Invocation latest = null;
        Invocation change = null;
        for (Invocation task : stored.values()) {
            if (task.instanceId().equals(instance)) {
                latest = task;
                change = task.status() == InvocationStatus.SUCCEEDED ? task : change;
            }
        }
        return new InstanceHistory(latest, change);
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        World.fail(readFailure);
        List<Invocation> matching =
                new ArrayList<>(stored.values().stream().filter(query::matches).toList());
        Collections.reverse(matching);
        return new InvocationPage(
                matching.stream().skip(query.offset()).limit(query.limit()).toList(), matching.size());
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return stored.values().stream()
                .filter(task -> (task.status() == InvocationStatus.PENDING
                                && task.createdAt().isBefore(pendingSince))
                        || (task.status() == InvocationStatus.RUNNING
                                && task.progress().startedAt().isBefore(runningSince)))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Invocation> pending(Invocation after, int limit) {
        List<Invocation> pending = new ArrayList<>();
        boolean reached = after == null;
        for (Invocation task : stored.values()) {
            if (reached && task.status() == InvocationStatus.PENDING && pending.size() < limit) {
                pending.add(task);
            }
            reached |= after != null && task.id().equals(after.id());
        }
        return pending;
    }
}
