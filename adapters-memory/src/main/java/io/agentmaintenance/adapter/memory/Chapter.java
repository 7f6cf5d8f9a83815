package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.Nullable;

/**
 * Some segments with the sum of their counts, so that a deep page passes over all of them at once: of ten million rows it
 * looks at 39 chapters and the 64 segments of one, not at 2,442 segments. Guarded by the lock of its project.
 */
final class Chapter {
    private static final int SEGMENTS = 64;

    static final int SIZE = SEGMENTS * Segment.SIZE;

    // A segment without rows is dropped, wherever it is.
    private final @Nullable Segment[] segments = new @Nullable Segment[SEGMENTS];
    private final KindCounts counts = new KindCounts();

    void set(int offset, int row, int kind) {
        int index = offset / Segment.SIZE;
        Segment segment = segments[index];
        if (segment == null) {
            segment = new Segment();
            segments[index] = segment;
        }
        segment.set(offset % Segment.SIZE, row, kind);
        counts.add(kind);
    }

    /** Clears a place, and returns the kind of the row that was there. */
    int clear(int offset) {
        int index = offset / Segment.SIZE;
        Segment segment = segments[index];
        if (segment == null) {
            throw new IllegalStateException("a row is not in the log");
        }
        int kind = segment.clear(offset % Segment.SIZE);
        counts.remove(kind);
        if (segment.isEmpty()) {
            segments[index] = null;
        }
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
        long toSkip = skip;
        for (int i = SEGMENTS - 1; i >= 0 && page.size() < full; i--) {
            Segment segment = segments[i];
            if (segment != null) {
                toSkip = segment.collect(mask, toSkip, full, page);
            }
        }
        return toSkip;
    }
}
