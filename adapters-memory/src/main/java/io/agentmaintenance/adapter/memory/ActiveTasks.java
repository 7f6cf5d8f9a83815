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
    private final DueList pending;
    private final DueList running;
    // Whose turn may be next: what came together is changed together, one after the other. An active one or none,
    // always.
    private int next = Rows.NONE;

    ActiveTasks(Rows rows, IdIndex byId) {
        this.rows = rows;
        this.byId = byId;
        pending = new DueList(rows);
        running = new DueList(rows);
    }

    void add(int row, Invocation invocation) {
        ActiveTask task = new ActiveTask(row, invocation);
        rows.of(row).setActive(row, task);
        list(task).add(task);
    }

    @Nullable ActiveTask find(InvocationId id) {
        int row = byId.find(id);
        return row == Rows.NONE ? null : rows.of(row).active(row);
    }

    /**
     * {@return the row of a task, if it comes right after the one that was changed last and is what was read; else {@link Rows#NONE}}
     *
     * <p>Saves most searches for tasks that begin, or end, together. Benchmark: HttpCreateBenchmark.
     */
    @SuppressWarnings("ReferenceEquality") // What is the very same need not be compared.
    int rowOfNext(Invocation read) {
        ActiveTask task = next == Rows.NONE ? null : rows.of(next).active(next);
        return task != null && task.invocation() == read ? next : Rows.NONE;
    }

    /** Takes over what the task has become, if it is active still. */
    void change(ActiveTask task, Invocation after) {
        next = task.after;
        list(task).remove(task);
        task.become(after);
        list(task).add(task);
    }

    void remove(ActiveTask task) {
        next = task.after;
        list(task).remove(task);
        rows.of(task.row).setActive(task.row, null);
    }

    /** Those that were created, or have run, since before a time. */
    void overdue(long pendingSince, long runningSince, int limit, List<Invocation> overdue) {
        overdue(pending, pendingSince, limit, overdue);
        overdue(running, runningSince, limit, overdue);
    }

    private static void overdue(DueList list, long since, int limit, List<Invocation> overdue) {
        ActiveTask task = list.first();
        while (task != null && task.since() < since && overdue.size() < limit) {
            overdue.add(task.invocation());
            task = list.after(task);
        }
    }

    /** The pending ones by creation and id, from the one after the given one, which need not be there any more. */
    void pendingAfter(@Nullable Invocation last, int limit, List<Invocation> page) {
        ActiveTask next = last == null ? pending.first() : firstCreatedWith(last);
        while (next != null && page.size() < limit) {
            List<Invocation> together = new ArrayList<>();
            for (long since = next.since(); next != null && next.since() == since; next = pending.after(next)) {
                if (last == null || BY_TIME_AND_ID.compare(next.invocation(), last) > 0) {
                    together.add(next.invocation());
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
            task = pending.after(task);
        }
        ActiveTask before = task == null ? null : pending.before(task);
        while (before != null && before.since() >= since) {
            task = before;
            before = pending.before(task);
        }
        return task;
    }

    private DueList list(ActiveTask task) {
        return task.isPending() ? pending : running;
    }
}
