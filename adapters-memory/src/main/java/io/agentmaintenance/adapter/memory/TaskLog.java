package io.agentmaintenance.adapter.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All tasks of a project in the order in which they were stored, cut into segments that know how many rows of each kind
 * they have. So the start of a page is found by adding up a few numbers per segment and looking through one segment,
 * however deep the page is and whatever kinds it shows. Guarded by the lock of its project.
 */
final class TaskLog {
    static final int KINDS = 8;

    private static final int SEGMENT = 4096;

    // Oldest first. A segment without rows is dropped, wherever it is, but not the one that is being filled.
    private final List<Segment> segments = new ArrayList<>();
    private final long[] totals = new long[KINDS];
    private long nextPlace;

    void append(Row row) {
        int offset = (int) (nextPlace % SEGMENT);
        if (offset == 0) {
            segments.add(new Segment(nextPlace));
        }
        row.place = nextPlace++;
        segments.get(segments.size() - 1).set(offset, row);
        totals[row.kind()]++;
    }

    void remove(Row row) {
        int index = indexOf(row.place);
        Segment segment = segments.get(index);
        segment.clear((int) (row.place - segment.start), row.kind());
        totals[row.kind()]--;
        if (segment.isEmpty() && segment.start + SEGMENT <= nextPlace) {
            segments.remove(index);
        }
    }

    /** {@return how many rows there are of the kinds of a mask} */
    long count(int kinds) {
        long count = 0;
        for (int kind = 0; kind < KINDS; kind++) {
            if ((kinds & 1 << kind) != 0) {
                count += totals[kind];
            }
        }
        return count;
    }

    /** {@return rows of the kinds of a mask, the newest first, after passing over some} */
    List<Row> page(int kinds, long offset, int limit) {
        List<Row> page = new ArrayList<>((int) Math.max(0, Math.min(limit, count(kinds) - offset)));
        long toSkip = offset;
        for (int i = segments.size() - 1; i >= 0 && page.size() < limit; i--) {
            Segment segment = segments.get(i);
            int here = segment.count(kinds);
            if (here <= toSkip) {
                toSkip -= here;
            } else {
                segment.collect(kinds, (int) toSkip, limit, page);
                toSkip = 0;
            }
        }
        return page;
    }

    // Places grow, and segments start at multiples of their size, so this is a binary search.
    private int indexOf(long place) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (segments.get(middle).start <= place) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** A run of places. */
    private static final class Segment {
        private static final byte EMPTY = KINDS;

        final long start;
        private final @Nullable Row[] rows = new @Nullable Row[SEGMENT];
        // The kinds side by side, so that looking for a row does not touch all the others.
        private final byte[] kinds = new byte[SEGMENT];
        private final int[] counts = new int[KINDS];
        private int size;

        Segment(long start) {
            this.start = start;
            Arrays.fill(kinds, EMPTY);
        }

        void set(int offset, Row row) {
            rows[offset] = row;
            kinds[offset] = (byte) row.kind();
            counts[row.kind()]++;
            size++;
        }

        void clear(int offset, int kind) {
            rows[offset] = null;
            kinds[offset] = EMPTY;
            counts[kind]--;
            size--;
        }

        boolean isEmpty() {
            return size == 0;
        }

        int count(int mask) {
            if (mask == (1 << KINDS) - 1) {
                return size;
            }
            int count = 0;
            for (int kind = 0; kind < KINDS; kind++) {
                if ((mask & 1 << kind) != 0) {
                    count += counts[kind];
                }
            }
            return count;
        }

        void collect(int mask, int skip, int limit, List<Row> page) {
            int toSkip = skip;
            for (int offset = SEGMENT - 1; offset >= 0 && page.size() < limit; offset--) {
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
        }
    }
}
