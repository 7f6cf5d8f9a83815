package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.Nullable;

/**
 * A hash index of rows by a key that the rows have themselves, so that an entry takes a slot and a reference: rows of one slot
 * hang in a chain. A row that goes touches its own chain only, where open addressing would have to look at all its neighbours,
 * which are anywhere in memory. Guarded by the lock of its project.
 *
 * @param <K> the key
 */
abstract class RowIndex<K> {
    private @Nullable Row[] slots = new @Nullable Row[16];
    private int size;

    abstract int hash(K key);

    abstract int hashOf(Row row);

    abstract boolean matches(Row row, K key);

    /** {@return the next row of the chain that a row is in} */
    abstract @Nullable Row next(Row row);

    abstract void setNext(Row row, @Nullable Row next);

    final @Nullable Row find(K key) {
        Row row = slots[hash(key) & slots.length - 1];
        while (row != null && !matches(row, key)) {
            row = next(row);
        }
        return row;
    }

    /** Adds a row whose key is not there. */
    final void add(Row row) {
        if (++size > slots.length) {
            grow();
        }
        push(row);
    }

    /** Puts a row in the place of another with the same key. */
    final void replace(Row row, Row by) {
        setNext(by, next(row));
        setLink(row, by);
        setNext(row, null);
    }

    /** Removes a row that is there. */
    final void remove(Row gone) {
        size--;
        setLink(gone, next(gone));
        setNext(gone, null);
    }

    private void push(Row row) {
        int slot = hashOf(row) & slots.length - 1;
        setNext(row, slots[slot]);
        slots[slot] = row;
    }

    /** Lets whatever leads to a row lead to another. Finds the row by identity, without a look at its key. */
    private void setLink(Row row, @Nullable Row to) {
        int slot = hashOf(row) & slots.length - 1;
        Row before = null;
        for (Row there = slots[slot]; there != row; there = next(there)) {
            if (there == null) {
                throw new IllegalStateException("a row is not in its index");
            }
            before = there;
        }
        if (before == null) {
            slots[slot] = to;
        } else {
            setNext(before, to);
        }
    }

    private void grow() {
        @Nullable Row[] old = slots;
        slots = new @Nullable Row[old.length * 2];
        for (Row first : old) {
            Row row = first;
            while (row != null) {
                Row after = next(row);
                push(row);
                row = after;
            }
        }
    }
}
