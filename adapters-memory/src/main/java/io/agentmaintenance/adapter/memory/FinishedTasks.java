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

    /** Shows somebody those that finished first, so many or as many as there are, and returns how many. */
    int showOldest(int most, IntConsumer to) {
        int count = Math.min(most, size);
        int row = first;
        for (int i = 0; i < count; i++) {
            to.accept(row);
            row = rows.of(row).next(row);
        }
        return count;
    }

    int size() {
        return size;
    }
}
