package io.agentmaintenance.adapter.memory;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run of places of the {@link TaskLog}, some of which have a row. Guarded by the lock of its project. */
final class Segment {
    static final int SIZE = 4096;

    private static final byte EMPTY = KindCounts.KINDS;

    private final @Nullable Row[] rows = new @Nullable Row[SIZE];
    // The kinds side by side, so that looking for a row does not touch all the others.
    private final byte[] kinds = new byte[SIZE];
    private final KindCounts counts = new KindCounts();

    Segment() {
        Arrays.fill(kinds, EMPTY);
    }

    void set(int offset, Row row) {
        rows[offset] = row;
        kinds[offset] = (byte) row.kind();
        counts.add(row.kind());
    }

    /** Clears a place, and returns the kind of the row that was there, without a look at the row: it is old, and far away. */
    int clear(int offset) {
        int kind = kinds[offset];
        counts.remove(kind);
        rows[offset] = null;
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
    long collect(int mask, long skip, int full, List<Row> page) {
        int here = counts.of(mask);
        if (here <= skip) {
            return skip - here;
        }
        int toSkip = (int) skip;
        for (int offset = SIZE - 1; offset >= 0 && page.size() < full; offset--) {
            if ((mask & 1 << kinds[offset]) == 0) {
                continue;
            }
            Row row = rows[offset];
            if (toSkip > 0) {
                toSkip--;
            } else if (row != null) {
                page.add(row);
            }
        }
        return 0;
    }
}
