package io.agentmaintenance.adapter.memory;

import java.util.Arrays;

/** A list of row numbers. Guarded by the lock of its project. */
final class RowList {
    private int[] rows;
    private int size;

    RowList(int expected) {
        rows = new int[expected];
    }

    void add(int row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, 2 * size + 1);
        }
        rows[size++] = row;
    }

    int get(int index) {
        return rows[index];
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int removeLast() {
        return rows[--size];
    }
}
