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
import java.util.Objects;
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
        insertions.forEach(Objects::requireNonNull); // A method that throws has written nothing.
        List<WriteOutcome> outcomes = new ArrayList<>(insertions.size());
        for (Insertion insertion : insertions) {
            outcomes.add(insert(insertion) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    synchronized List<WriteOutcome> withdraw(List<Withdrawal> withdrawals) {
        withdrawals.forEach(Objects::requireNonNull); // A method that throws has written nothing.
        List<WriteOutcome> outcomes = new ArrayList<>(withdrawals.size());
        for (Withdrawal withdrawal : withdrawals) {
            outcomes.add(withdraw(withdrawal) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    synchronized List<WriteOutcome> update(List<InvocationUpdate> updates) {
        updates.forEach(Objects::requireNonNull); // A method that throws has written nothing.
        List<WriteOutcome> outcomes = new ArrayList<>(updates.size());
        for (InvocationUpdate update : updates) {
            outcomes.add(update(update) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    synchronized Map<InvocationId, Invocation> findAll(Collection<InvocationId> ids) {
        Map<InvocationId, Invocation> found = new HashMap<>(ids.size() * 2);
        for (InvocationId id : ids) {
            Row row = row(id);
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
        active.overdue(pendingSince, runningSince, limit, overdue);
    }

    /** The pending tasks in the order of their creation, from the one after the given one, which need not be pending any more. */
    synchronized void pending(@Nullable Invocation after, int limit, List<Invocation> pending) {
        active.pendingAfter(after, limit, pending);
    }

    private boolean insert(Insertion insertion) {
        Invocation invocation = insertion.invocation();
        InvocationChange link = insertion.link();
        InstanceId instance = invocation.instanceId();
        PackedId id = PackedId.of(invocation.id());
        Row latest = byInstance.find(instance);
        Row linked = link == null ? null : still(link);
        boolean free = latest == null || !latest.status().isActive();
        if (!free
                || byId.find(id) != null
                || !isStill(latest, insertion.latest())
                || (link != null && linked == null)) {
            return false;
        }
        Row row = new Row(invocation, id);
        log.append(row);
        byId.add(row);
        byInstance.append(row, latest);
        apply(linked, link);
        if (invocation.isActive()) {
            active.add(row, invocation);
        } else {
            finish(row);
        }
        return true;
    }

    private boolean withdraw(Withdrawal withdrawal) {
        ActiveTask task = active.find(withdrawal.invocation().id());
        if (task == null || task.invocation.revision() != 1) {
            return false;
        }
        active.remove(task);
        forget(task.row);
        unlink(withdrawal);
        return true;
    }

    // The repeated task may have changed since the link was read: then only the link goes, and the change stays.
    private void unlink(Withdrawal withdrawal) {
        InvocationChange unlink = withdrawal.unlink();
        Row repeated = unlink == null ? null : row(unlink.before().id());
        Invocation now = repeated == null ? null : repeated.read(project);
        if (now != null && withdrawal.invocation().id().equals(now.lineage().retriedBy())) {
            apply(repeated, now.retriedBy(null));
        }
    }

    private boolean update(InvocationUpdate update) {
        InvocationChange alongside = update.alongside();
        Row row = still(update.change());
        Row other = alongside == null ? null : still(alongside);
        if (row == null || (alongside != null && other == null)) {
            return false;
        }
        apply(row, update.change());
        apply(other, alongside);
        return true;
    }

    private static boolean isStill(@Nullable Row latest, @Nullable Invocation expected) {
        if (latest == null || expected == null) {
            return latest == null && expected == null;
        }
        return latest.revision() == expected.revision() && latest.has(PackedId.of(expected.id()));
    }

    // Most lookups are for active tasks, whose ids need not be packed for it.
    private @Nullable Row row(InvocationId id) {
        ActiveTask task = active.find(id);
        return task == null ? byId.find(PackedId.of(id)) : task.row;
    }

    /** The row that a change builds on, if it has the revision that was read. */
    private @Nullable Row still(InvocationChange change) {
        Row row = row(change.before().id());
        return row != null && row.revision() == change.before().revision() ? row : null;
    }

    private void apply(@Nullable Row row, @Nullable InvocationChange change) {
        if (row == null || change == null) {
            return;
        }
        ActiveTask task = row.active;
        if (task == null) {
            row.pack(change.after());
        } else if (change.after().isActive()) {
            active.change(task, change.after());
        } else {
            active.remove(task);
            row.pack(change.after());
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
        byId.remove(row);
        byInstance.unlink(row);
        log.remove(row);
    }
}
