package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
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
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks of one project: one lock, and the indexes behind it. */
final class ProjectTasks {
    private final ProjectId project;
    private final int historyBound;
    private final IdIndex byId = new IdIndex();
    private final InstanceIndex byInstance = new InstanceIndex();
    private final TaskLog log = new TaskLog();
    private final ActiveTasks active = new ActiveTasks();
    private final Deque<Row> finished = new ArrayDeque<>();
    private final TaskQueries queries;

    ProjectTasks(ProjectId project, int historyBound) {
        this.project = project;
        this.historyBound = historyBound;
        queries = new TaskQueries(project, byId, byInstance, log);
    }

    synchronized List<WriteOutcome> insert(List<Insertion> insertions) {
        List<WriteOutcome> outcomes = new ArrayList<>(insertions.size());
        for (Insertion insertion : insertions) {
            outcomes.add(insert(insertion) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    synchronized List<WriteOutcome> withdraw(List<Withdrawal> withdrawals) {
        List<WriteOutcome> outcomes = new ArrayList<>(withdrawals.size());
        for (Withdrawal withdrawal : withdrawals) {
            outcomes.add(withdraw(withdrawal) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    synchronized List<WriteOutcome> update(List<InvocationUpdate> updates) {
        List<WriteOutcome> outcomes = new ArrayList<>(updates.size());
        for (InvocationUpdate update : updates) {
            outcomes.add(update(update) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    synchronized Map<InvocationId, Invocation> findAll(Collection<InvocationId> ids) {
        Map<InvocationId, Invocation> found = new HashMap<>(ids.size() * 2);
        for (InvocationId id : ids) {
            Row row = byId.find(PackedId.of(id));
            if (row != null) {
                found.put(id, row.read(project));
            }
        }
        return found;
    }

    synchronized Map<InstanceId, InstanceHistory> histories(Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> histories = new HashMap<>(instances.size() * 2);
        for (InstanceId instance : instances) {
            Row latest = byInstance.find(instance);
            if (latest != null) {
                Row success = InstanceIndex.lastSuccess(latest);
                Invocation newest = latest.read(project);
                Invocation change = success == null ? null : success == latest ? newest : success.read(project);
                histories.put(instance, new InstanceHistory(newest, change));
            }
        }
        return histories;
    }

    synchronized InvocationPage find(InvocationQuery query) {
        return queries.find(query);
    }

    synchronized void overdue(long pendingSince, long runningSince, int limit, List<Invocation> overdue) {
        for (Row row : active.pending()) {
            if (overdue.size() >= limit || row.createdAt() >= pendingSince) {
                break;
            }
            overdue.add(row.read(project));
        }
        for (Row row : active.running()) {
            if (overdue.size() >= limit || row.startedAt() >= runningSince) {
                break;
            }
            overdue.add(row.read(project));
        }
    }

    /** The pending tasks in the order of their creation, from the one after the given one, which need not be pending any more. */
    synchronized void pending(@Nullable Invocation after, int limit, List<Invocation> pending) {
        for (Row row : active.pendingAfter(after)) {
            if (pending.size() >= limit) {
                return;
            }
            pending.add(row.read(project));
        }
    }

    private boolean insert(Insertion insertion) {
        Invocation invocation = insertion.invocation();
        PackedId id = PackedId.of(invocation.id());
        Row latest = byInstance.find(invocation.instanceId());
        boolean free = latest == null || !latest.status().isActive();
        if (!free || byId.find(id) != null || !isStill(latest, insertion.latest()) || !holds(insertion.link())) {
            return false;
        }
        Row row = new Row(invocation, id);
        log.append(row);
        byId.put(id, row);
        byInstance.append(row);
        active.add(row);
        apply(insertion.link());
        if (!row.status().isActive()) {
            finish(row);
        }
        return true;
    }

    private boolean withdraw(Withdrawal withdrawal) {
        Row row = byId.find(PackedId.of(withdrawal.invocation().id()));
        if (row == null || row.revision() != 1 || !holds(withdrawal.unlink())) {
            return false;
        }
        apply(withdrawal.unlink());
        active.remove(row);
        forget(row);
        return true;
    }

    private boolean update(InvocationUpdate update) {
        if (!holds(update.change()) || !holds(update.alongside())) {
            return false;
        }
        apply(update.change());
        apply(update.alongside());
        return true;
    }

    private static boolean isStill(@Nullable Row latest, @Nullable Invocation expected) {
        if (latest == null || expected == null) {
            return latest == null && expected == null;
        }
        return latest.revision() == expected.revision() && latest.has(PackedId.of(expected.id()));
    }

    private boolean holds(@Nullable InvocationChange change) {
        if (change == null) {
            return true;
        }
        Row row = byId.find(PackedId.of(change.before().id()));
        return row != null && row.revision() == change.before().revision();
    }

    private void apply(@Nullable InvocationChange change) {
        Row row = change == null ? null : byId.find(PackedId.of(change.after().id()));
        if (change == null || row == null) {
            return;
        }
        boolean wasActive = row.status().isActive();
        active.remove(row);
        row.change(change.after());
        active.add(row);
        if (wasActive && !row.status().isActive()) {
            finish(row);
        }
    }

    private void finish(Row row) {
        finished.addLast(row);
        while (finished.size() > historyBound) {
            forget(finished.removeFirst());
        }
    }

    private void forget(Row row) {
        byId.remove(new PackedId(row.high, row.low, row.text));
        byInstance.unlink(row);
        log.remove(row);
    }
}
