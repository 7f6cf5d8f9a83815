package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.Nullable;

/**
 * A hash index of rows by a key that the rows have themselves. The hashes stand beside each other, apart from the rows, which
 * are anywhere in memory: a search looks at a row only if its whole hash is the right one, and a removal at no other row at all.
 * {@code StoreWriteBenchmark} shows what that is worth. Guarded by the lock of its project.
 *
 * @param <K> the key
 */
abstract class RowIndex<K> {
    private static final int FREE = 0;

    // Open addressing: a row stands in the first slot from its hash on that was free; three quarters of all are taken
    // at most.
    private int[] hashes = new int[16];
    private @Nullable Row[] rows = new @Nullable Row[16];
    private int size;

    abstract int hash(K key);

    abstract int hashOf(Row row);

    abstract boolean matches(Row row, K key);

    final @Nullable Row find(K key) {
        int hash = taken(hash(key));
        for (int slot = home(hash); hashes[slot] != FREE; slot = after(slot)) {
            if (hashes[slot] == hash) {
                Row row = rows[slot];
                if (row != null && matches(row, key)) {
                    return row;
                }
            }
        }
        return null;
    }

    /** Adds a row whose key is not there. */
    final void add(Row row) {
        if (++size > hashes.length / 4 * 3) {
            grow();
        }
        put(taken(hashOf(row)), row);
    }

    /** Puts a row in the place of another with the same key. */
    final void replace(Row row, Row by) {
        rows[slotOf(row)] = by;
    }

    /** Removes a row that is there, and lets those behind it move up that its slot had kept from theirs. */
    final void remove(Row gone) {
        size--;
        int gap = slotOf(gone);
        for (int slot = after(gap); hashes[slot] != FREE; slot = after(slot)) {
            if (distance(home(hashes[slot]), slot) >= distance(gap, slot)) {
                hashes[gap] = hashes[slot];
                rows[gap] = rows[slot];
                gap = slot;
            }
        }
        hashes[gap] = FREE;
        rows[gap] = null;
    }

    private void put(int hash, @Nullable Row row) {
        int slot = home(hash);
        while (hashes[slot] != FREE) {
            slot = after(slot);
        }
        hashes[slot] = hash;
        rows[slot] = row;
    }

    /** Finds a row by identity, without a look at its key. */
    private int slotOf(Row row) {
        int slot = home(taken(hashOf(row)));
        while (rows[slot] != row) {
            if (hashes[slot] == FREE) {
                throw new IllegalStateException("a row is not in its index");
            }
            slot = after(slot);
        }
        return slot;
    }

    private void grow() {
        int[] oldHashes = hashes;
        @Nullable Row[] oldRows = rows;
        hashes = new int[oldHashes.length * 2];
        rows = new @Nullable Row[hashes.length];
        for (int slot = 0; slot < oldHashes.length; slot++) {
            if (oldHashes[slot] != FREE) {
                put(oldHashes[slot], oldRows[slot]);
            }
        }
    }

    private static int taken(int hash) {
        return hash == FREE ? 1 : hash;
    }

    private int home(int hash) {
        return hash & hashes.length - 1;
    }

    private int after(int slot) {
        return slot + 1 & hashes.length - 1;
    }

    /** {@return how many steps it is from a slot on to another} */
    private int distance(int from, int to) {
        return to - from & hashes.length - 1;
    }
}
