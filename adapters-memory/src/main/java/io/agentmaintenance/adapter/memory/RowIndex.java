package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.Nullable;

/**
 * A hash index of rows by a key that the rows have themselves, so that an entry takes one reference: open addressing, at
 * most two thirds full, entries moved back on removal. Guarded by the lock of its project.
 *
 * @param <K> the key
 */
abstract class RowIndex<K> {
    private @Nullable Row[] table = new @Nullable Row[16];
    private int size;

    abstract int hash(K key);

    abstract int hashOf(Row row);

    abstract boolean matches(Row row, K key);

    final int size() {
        return size;
    }

    final @Nullable Row find(K key) {
        return table[slot(key)];
    }

    /** Puts a row in the place of the one with the same key, or adds it. */
    final void put(K key, Row row) {
        int slot = slot(key);
        if (table[slot] == null && ++size * 3L > table.length * 2L) {
            grow();
            slot = slot(key);
        }
        table[slot] = row;
    }

    /** Puts a row in the place of another with the same key. */
    final void replace(Row row, Row by) {
        table[slotOf(row)] = by;
    }

    /** Removes a row that is there. */
    final void remove(Row gone) {
        int hole = slotOf(gone);
        size--;
        int mask = table.length - 1;
        // Whoever was pushed past the hole moves into it, so that no search ends too early.
        for (int next = (hole + 1) & mask; ; next = (next + 1) & mask) {
            Row row = table[next];
            if (row == null) {
                table[hole] = null;
                return;
            }
            int home = hashOf(row) & mask;
            boolean pushed = ((next - home) & mask) >= ((next - hole) & mask);
            if (pushed) {
                table[hole] = row;
                hole = next;
            }
        }
    }

    private int slot(K key) {
        int mask = table.length - 1;
        int slot = hash(key) & mask;
        for (Row row = table[slot]; row != null && !matches(row, key); row = table[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** The slot of a row that is there: found by identity, without a look at its key. */
    private int slotOf(Row row) {
        int mask = table.length - 1;
        int slot = hashOf(row) & mask;
        for (Row there = table[slot]; there != row; there = table[slot]) {
            if (there == null) {
                throw new IllegalStateException("a row is not in its index");
            }
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        @Nullable Row[] old = table;
        table = new @Nullable Row[old.length * 2];
        int mask = table.length - 1;
        for (Row row : old) {
            if (row != null) {
                int slot = hashOf(row) & mask;
                while (table[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                table[slot] = row;
            }
        }
    }
}
