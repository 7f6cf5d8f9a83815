package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.Nullable;

/**
 * Active tasks of one state in the order in which their time runs out. Times come nearly in order, so a task finds its place
 * after a step or two from the end, and leaves it without a search. Neighbours are known by the numbers of their rows: a
 * reference to something new that is stored in something old is work for the collector. Guarded by the lock of its project.
 */
final class DueList {
    private final Rows rows;
    private int first = Rows.NONE;
    private int last = Rows.NONE;

    DueList(Rows rows) {
        this.rows = rows;
    }

    void add(ActiveTask task) {
        long since = task.since();
        ActiveTask before = at(last);
        while (before != null && before.since() > since) {
            before = at(before.before);
        }
        ActiveTask after = at(before == null ? first : before.after);
        connect(before, task);
        connect(task, after);
    }

    void remove(ActiveTask task) {
        connect(at(task.before), at(task.after));
    }

    /** {@return the one whose time runs out first, null if there is none} */
    @Nullable ActiveTask first() {
        return at(first);
    }

    /** {@return the one whose time runs out next before that of a task of this list, null if it is the first} */
    @Nullable ActiveTask before(ActiveTask task) {
        return at(task.before);
    }

    /** {@return the one whose time runs out next after that of a task of this list, null if it is the last} */
    @Nullable ActiveTask after(ActiveTask task) {
        return at(task.after);
    }

    private void connect(@Nullable ActiveTask before, @Nullable ActiveTask after) {
        if (before == null) {
            first = row(after);
        } else {
            before.after = row(after);
        }
        if (after == null) {
            last = row(before);
        } else {
            after.before = row(before);
        }
    }

    private @Nullable ActiveTask at(int row) {
        return row == Rows.NONE ? null : rows.of(row).active(row);
    }

    private static int row(@Nullable ActiveTask task) {
        return task == null ? Rows.NONE : task.row;
    }
}
