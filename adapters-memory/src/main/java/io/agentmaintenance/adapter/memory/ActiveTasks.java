package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The active tasks of a project in the order in which their time runs out. Guarded by the lock of its project. */
final class ActiveTasks {
    // Within a list, tasks of one millisecond have no order; where one is needed, ids make it.
    private static final Comparator<Invocation> BY_TIME_AND_ID = Comparator.comparing(Invocation::createdAt)
            .thenComparing(task -> task.id().value());

    private final Rows rows;
    private final IdIndex byId;
    private final DueList pending = new DueList();
    private final DueList running = new DueList();

    ActiveTasks(Rows rows, IdIndex byId) {
        this.rows = rows;
        this.byId = byId;
    }

    void add(int row, Invocation invocation) {
        ActiveTask task = new ActiveTask(row, invocation);
        rows.of(row).setActive(row, task);
        list(task).add(task);
    }

    @Nullable ActiveTask find(InvocationId id) {
        int row = byId.find(PackedId.of(id));
        return row == Rows.NONE ? null : rows.of(row).active(row);
    }

    /** Takes over what the task has become, if it is active still. */
    void change(ActiveTask task, Invocation after) {
        list(task).remove(task);
        task.invocation = after;
        list(task).add(task);
    }

    void remove(ActiveTask task) {
        list(task).remove(task);
        rows.of(task.row).setActive(task.row, null);
    }

    /** Those that were created, or have run, since before a time. */
    void overdue(long pendingSince, long runningSince, int limit, List<Invocation> overdue) {
        for (ActiveTask task = pending.first(); task != null && task.since() < pendingSince; task = task.after) {
            if (overdue.size() >= limit) {
                return;
            }
            overdue.add(task.invocation);
        }
        for (ActiveTask task = running.first(); task != null && task.since() < runningSince; task = task.after) {
            if (overdue.size() >= limit) {
                return;
            }
            overdue.add(task.invocation);
        }
    }

    /** The pending ones by creation and id, from the one after the given one, which need not be there any more. */
    void pendingAfter(@Nullable Invocation last, int limit, List<Invocation> page) {
        ActiveTask next = last == null ? pending.first() : firstCreatedWith(last);
        while (next != null && page.size() < limit) {
            List<Invocation> together = new ArrayList<>();
            for (long since = next.since(); next != null && next.since() == since; next = next.after) {
                if (last == null || BY_TIME_AND_ID.compare(next.invocation, last) > 0) {
                    together.add(next.invocation);
                }
            }
            together.sort(BY_TIME_AND_ID);
            page.addAll(together.subList(0, Math.min(together.size(), limit - page.size())));
        }
    }

    private @Nullable ActiveTask firstCreatedWith(Invocation last) {
        long since = last.createdAt().toEpochMilli();
        ActiveTask known = find(last.id());
        ActiveTask task = known != null && known.isPending() ? known : pending.first();
        while (task != null && task.since() < since) {
            task = task.after;
        }
        while (task != null && task.before != null && task.before.since() >= since) {
            task = task.before;
        }
        return task;
    }

    private DueList list(ActiveTask task) {
        return task.isPending() ? pending : running;
    }
}
