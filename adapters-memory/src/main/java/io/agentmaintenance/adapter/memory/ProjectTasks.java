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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The tasks of one project: one lock, and the indexes behind it. */
final class ProjectTasks {
    private final ProjectId project;
    private final int historyBound;
    private final Rows rows = new Rows();
    private final IdIndex byId = new IdIndex(rows);
    private final InstanceIndex byInstance = new InstanceIndex(rows);
    private final TaskLog log = new TaskLog();
    private final ActiveTasks active = new ActiveTasks(rows, byId);
    private final FinishedTasks finished = new FinishedTasks(rows);
    private final TaskQueries queries;

    ProjectTasks(ProjectId project, int historyBound) {
        this.project = project;
        this.historyBound = historyBound;
        queries = new TaskQueries(project, rows, byId, byInstance, log);
    }

    synchronized List<WriteOutcome> insert(List<Insertion> insertions) {
        for (Insertion insertion : insertions) { // Before anything is written, as one of them may be null.
            byId.expect(insertion.invocation().id()); // Where their instances are was looked at for their histories.
        }
        byId.look();
        List<WriteOutcome> outcomes = new ArrayList<>(insertions.size());
        for (Insertion insertion : insertions) {
            outcomes.add(insert(insertion) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        forgetOldest();
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
        for (InvocationUpdate update : updates) {
            Objects.requireNonNull(update); // A method that throws has written nothing.
        }
        List<WriteOutcome> outcomes = new ArrayList<>(updates.size());
        for (InvocationUpdate update : updates) {
            outcomes.add(update(update) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        forgetOldest();
        return outcomes;
    }

    synchronized Map<InvocationId, Invocation> findAll(Collection<InvocationId> ids) {
        Map<InvocationId, Invocation> found = new HashMap<>(ids.size() * 2);
        for (InvocationId id : ids) {
            int row = byId.find(id);
            if (row != Rows.NONE) {
                found.put(id, read(row));
            }
        }
        return found;
    }

    synchronized Map<InstanceId, InstanceHistory> histories(Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> histories = new HashMap<>(instances.size() * 2);
        byInstance.lookFor(instances);
        for (InstanceId instance : instances) {
            int latest = byInstance.find(instance);
            if (latest != Rows.NONE) {
                int success = byInstance.lastSuccess(latest);
                Invocation newest = read(latest);
                Invocation change = success == Rows.NONE ? null : success == latest ? newest : read(success);
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
        InvocationId id = invocation.id();
        int latest = byInstance.find(instance);
        int linked = link == null ? Rows.NONE : still(link);
        boolean free = latest == Rows.NONE || rows.of(latest).active(latest) == null;
        if (!free
                || byId.find(id) != Rows.NONE
                || !isStill(latest, insertion.latest())
                || (link != null && linked == Rows.NONE)) {
            return false;
        }
        int row = rows.take();
        rows.of(row).begin(row, id, instance, log.append(row, Kind.of(invocation)));
        byId.add(row);
        byInstance.append(row, latest);
        if (link != null) {
            apply(linked, link);
        }
        if (invocation.isActive()) {
            active.add(row, invocation);
        } else {
            finish(row, invocation);
        }
        return true;
    }

    private boolean withdraw(Withdrawal withdrawal) {
        ActiveTask task = active.find(withdrawal.invocation().id());
        if (task == null || task.invocation().revision() != 1) {
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
        int repeated = unlink == null ? Rows.NONE : byId.find(unlink.before().id());
        if (repeated == Rows.NONE) {
            return;
        }
        Invocation now = read(repeated);
        if (withdrawal.invocation().id().equals(now.lineage().retriedBy())) {
            apply(repeated, now.retriedBy(null));
        }
    }

    private boolean update(InvocationUpdate update) {
        InvocationChange alongside = update.alongside();
        int row = still(update.change());
        int other = alongside == null ? Rows.NONE : still(alongside);
        if (row == Rows.NONE || (alongside != null && other == Rows.NONE)) {
            return false;
        }
        apply(row, update.change());
        if (alongside != null) {
            apply(other, alongside);
        }
        return true;
    }

    private boolean isStill(int latest, @Nullable Invocation expected) {
        if (latest == Rows.NONE || expected == null) {
            return latest == Rows.NONE && expected == null;
        }
        RowBlock block = rows.of(latest);
        return block.revision(latest) == expected.revision() && block.has(latest, expected.id());
    }

    private Invocation read(int row) {
        return rows.of(row).read(row, project);
    }

    /** The row that a change builds on, if it has the revision that was read. */
    private int still(InvocationChange change) {
        int next = active.rowOfNext(change.before());
        if (next != Rows.NONE) {
            return next;
        }
        int row = byId.find(change.before().id());
        return row != Rows.NONE && rows.of(row).revision(row) == change.before().revision() ? row : Rows.NONE;
    }

    private void apply(int row, InvocationChange change) {
        ActiveTask task = rows.of(row).active(row);
        if (task == null) {
            pack(row, change.after());
        } else if (change.after().isActive()) {
            active.change(task, change.after());
        } else {
            active.remove(task);
            finish(row, change.after());
        }
    }

    private void finish(int row, Invocation task) {
        pack(row, task);
        finished.add(row);
    }

    // At the end of a write, because what it works on may be the oldest, and as many at once as it has finished.
    private void forgetOldest() {
        while (finished.size() > historyBound) {
            int count = Math.min(finished.size() - historyBound, RowIndex.AHEAD);
            finished.showOldest(count, row -> {
                byId.expectRemoval(row);
                byInstance.expectRemoval(row);
            });
            byId.look();
            byInstance.look();
            for (int i = 0; i < count; i++) {
                forget(finished.removeFirst());
            }
        }
    }

    private void pack(int row, Invocation task) {
        rows.of(row).pack(row, task);
    }

    private void forget(int row) {
        byId.remove(row);
        byInstance.unlink(row);
        log.remove(rows.of(row).place(row));
        rows.release(row);
    }
}
