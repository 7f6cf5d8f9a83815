package io.agentmaintenance.adapter.memory;

import java.util.Arrays;

/** A run of places of the {@link TaskLog}, some of which have a row. Guarded by the lock of its project. */
final class Segment {
    static final int SIZE = 4096;

    private static final byte EMPTY = Kind.KINDS;

    private final int[] rows = new int[SIZE];
    // The kinds side by side, so that looking for a row does not touch all the others.
    private final byte[] kinds = new byte[SIZE];
    private final KindCounts counts = new KindCounts();

    Segment() {
        Arrays.fill(kinds, EMPTY);
    }

    void set(int offset, int row, int kind) {
        rows[offset] = row;
        kinds[offset] = (byte) kind;
        counts.add(kind);
    }

    /** Clears a place, and returns the kind of the row that was there, without a look at the row: it is old, and far away. */
    int clear(int offset) {
        int kind = kinds[offset];
        counts.remove(kind);
        kinds[offset] = EMPTY;
        return kind;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /**
     * Adds rows of the kinds of a mask to a page, the newest first, until it is full.
     *
     * @param skip how many to pass over before
     * @param full how many rows a full page has
     * @return how many are still to be passed over
     */
    long collect(int mask, long skip, int full, RowList page) {
        int here = counts.of(mask);
        if (here <= skip) {
            return skip - here;
        }
        int toSkip = (int) skip;
        for (int offset = SIZE - 1; offset >= 0 && page.size() < full; offset--) {
            if (!Kind.isIn(mask, kinds[offset])) {
                continue;
            }
            if (toSkip > 0) {
                toSkip--;
            } else {
                page.add(rows[offset]);
            }
        }
        return 0;
    }
}
