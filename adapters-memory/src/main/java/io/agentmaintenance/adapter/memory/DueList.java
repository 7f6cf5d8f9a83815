package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.Nullable;

/**
 * Active tasks of one state in the order in which their time runs out. Times come nearly in order, so a task finds its place
 * after a step or two from the end, and leaves it without a search. Guarded by the lock of its project.
 */
final class DueList {
    private @Nullable ActiveTask first;
    private @Nullable ActiveTask last;

    void add(ActiveTask task) {
        long since = task.since();
        ActiveTask before = last;
        while (before != null && before.since() > since) {
            before = before.before;
        }
        ActiveTask after = before == null ? first : before.after;
        task.before = before;
        task.after = after;
        if (before == null) {
            first = task;
        } else {
            before.after = task;
        }
        if (after == null) {
            last = task;
        } else {
            after.before = task;
        }
    }

    void remove(ActiveTask task) {
        ActiveTask before = task.before;
        ActiveTask after = task.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        task.before = null;
        task.after = null;
    }

    /** {@return the one whose time runs out first, from where the others hang in a chain; null if there is none} */
    @Nullable ActiveTask first() {
        return first;
    }
}
