package io.agentmaintenance.adapter.memory;

import java.util.function.IntConsumer;

/** The finished tasks of a project in the order in which they finished. Guarded by the lock of its project. */
final class FinishedTasks {
    private final Rows rows;
    // Of no meaning while there is none.
    private int first;
    private int last;
    private int size;

    FinishedTasks(Rows rows) {
        this.rows = rows;
    }

    void add(int row) {
        if (size == 0) {
            first = row;
        } else {
            rows.of(last).setNext(last, row);
        }
        last = row;
        size++;
    }

    /** Removes the one that finished first; there must be one. */
    int removeFirst() {
        int row = first;
        size--;
        if (size > 0) {
            first = rows.of(row).next(row);
        }
        return row;
    }

    /** Shows somebody so many of those that finished first; there must be as many. */
    void showOldest(int count, IntConsumer to) {
        int row = first;
        for (int i = 0; i < count; i++) {
            to.accept(row);
            row = rows.of(row).next(row);
        }
    }

    int size() {
        return size;
    }
}
