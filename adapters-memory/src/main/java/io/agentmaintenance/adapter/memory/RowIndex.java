package io.agentmaintenance.adapter.memory;

import java.util.Collection;

/**
 * A hash index of rows by a key that the rows have themselves. A slot has the whole hash beside the row, so that a search
 * looks at a row only if its hash is the right one, and a removal at no other row at all. {@code StoreWriteBenchmark} shows
 * what that is worth. Guarded by its owner.
 *
 * @param <K> the key
 */
abstract class RowIndex<K> {
    /** How many are looked at together at most. */
    static final int AHEAD = 64;

    private static final long FREE = 0;

    // Open addressing: a row stands in the first slot from its hash on that was free. Half of all are taken at most:
    // beyond, steps from slot to slot cost more than the room is worth. The upper half of a slot is the hash, the lower
    // one the row plus one.
    private long[] slots = new long[16];
    private int size;
    // Where those are at home that are going to be looked at together.
    private final int[] homes = new int[AHEAD];
    private int told;
    // Means nothing: the compiler would leave out a look whose result goes nowhere.
    @SuppressWarnings("UnusedVariable")
    private long looks;

    abstract int hash(K key);

    abstract int hashOf(int row);

    abstract boolean matches(int row, K key);

    /** {@return how many rows are there} */
    final int size() {
        return size;
    }

    /** Tells of a key that is going to be asked for, see {@link #look}. */
    final void expect(K key) {
        tell(home(hash(key)));
    }

    /** Looks at where many keys stand that are going to be asked for, see {@link #look}. */
    final void lookFor(Collection<? extends K> keys) {
        for (K key : keys) {
            expect(key);
        }
        look();
    }

    /** Tells of a row that is going to be removed, see {@link #look}. */
    final void expectRemoval(int row) {
        tell(home(hashOf(row)));
    }

    /**
     * Looks at where those stand, or would stand, that it was told of. Whoever is going to ask for many keys tells of all of them first: a
     * processor waits for memory once for many such looks, but once for each search, as every step of it hangs on the one before. Between
     * two requests the kernel and the callers fill its caches with theirs, so that this was an eighth of a request for a hundred
     * servers over sockets, and next to nothing in process. In a loop that does nothing else, because a processor sees no more than some
     * two hundred steps ahead.
     */
    final void look() {
        long seen = 0;
        for (int i = 0; i < told; i++) {
            seen += slots[homes[i]];
        }
        looks += seen;
        told = 0;
    }

    private void tell(int home) {
        homes[told++] = home;
        if (told == AHEAD) {
            look();
        }
    }

    /** {@return the row that has a key, or {@link Rows#NONE}} */
    final int find(K key) {
        int hash = hash(key);
        for (int at = home(hash); slots[at] != FREE; at = after(at)) {
            if (hash(slots[at]) == hash && matches(row(slots[at]), key)) {
                return row(slots[at]);
            }
        }
        return Rows.NONE;
    }

    /** Adds a row whose key is not there. */
    final void add(int row) {
        if (++size > slots.length / 2) {
            grow();
        }
        put(slot(hashOf(row), row));
    }

    /** Puts a row in the place of another with the same key. */
    final void replace(int row, int by) {
        int at = slotOf(row);
        slots[at] = slot(hash(slots[at]), by);
    }

    /** Removes a row that is there, and lets those behind it move up that its slot had kept from theirs. */
    final void remove(int gone) {
        size--;
        int gap = slotOf(gone);
        for (int at = after(gap); slots[at] != FREE; at = after(at)) {
            if (distance(home(hash(slots[at])), at) >= distance(gap, at)) {
                slots[gap] = slots[at];
                gap = at;
            }
        }
        slots[gap] = FREE;
    }

    /** {@return a hash of which every bit depends on all bits of another} */
    static int mixed(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 16;
    }

    private void put(long slot) {
        int at = home(hash(slot));
        while (slots[at] != FREE) {
            at = after(at);
        }
        slots[at] = slot;
    }

    /** Finds a row by its number, without a look at its key. */
    private int slotOf(int row) {
        int at = home(hashOf(row));
        while (row(slots[at]) != row) {
            if (slots[at] == FREE) {
                throw new IllegalStateException("a row is not in its index");
            }
            at = after(at);
        }
        return at;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (long slot : old) {
            if (slot != FREE) {
                put(slot);
            }
        }
    }

    private static long slot(int hash, int row) {
        return (long) hash << 32 | row + 1;
    }

    private static int hash(long slot) {
        return (int) (slot >>> 32);
    }

    private static int row(long slot) {
        return (int) slot - 1;
    }

    private int home(int hash) {
        return hash & slots.length - 1;
    }

    private int after(int at) {
        return at + 1 & slots.length - 1;
    }

    /** {@return how many steps it is from a slot on to another} */
    private int distance(int from, int to) {
        return to - from & slots.length - 1;
    }
}
