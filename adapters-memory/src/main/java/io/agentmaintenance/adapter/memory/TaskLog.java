package io.agentmaintenance.adapter.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * All tasks of a project in the order in which they were stored, cut into chapters and these into segments, all of which know
 * how many rows of each kind they have. So the start of a page is found by adding up a few numbers and looking through one
 * segment, however deep the page is and whatever kinds it shows. Guarded by the lock of its project.
 */
final class TaskLog {
    // From the oldest that has rows to the newest, which takes the next ones. One that has lost its rows is next to
    // nothing.
    private final List<Chapter> chapters = new ArrayList<>();
    private final KindCounts counts = new KindCounts();
    private long nextPlace;
    private long dropped;

    /** Appends a row, and returns its place. */
    long append(int row, int kind) {
        long place = nextPlace++;
        if (chapter(place) == chapters.size()) {
            chapters.add(new Chapter());
        }
        chapters.get(chapter(place)).set(offset(place), row, kind);
        counts.add(kind);
        return place;
    }

    /** Clears a place that has a row. */
    void remove(long place) {
        int chapter = chapter(place);
        if (chapter < 0) {
            throw new IllegalStateException("a row is not in the log");
        }
        counts.remove(chapters.get(chapter).clear(offset(place)));
        while (chapters.size() > 1 && chapters.get(0).isEmpty()) {
            chapters.remove(0);
            dropped++;
        }
    }

    /** {@return how many rows there are of the kinds of a mask} */
    long count(int kinds) {
        return counts.of(kinds);
    }

    /** {@return rows of the kinds of a mask, the newest first, after passing over some} */
    RowList page(int kinds, long offset, int limit) {
        int full = (int) Math.max(0, Math.min(limit, count(kinds) - offset));
        RowList page = new RowList(full);
        long toSkip = offset;
        for (int i = chapters.size() - 1; i >= 0 && page.size() < full; i--) {
            toSkip = chapters.get(i).collect(kinds, toSkip, full, page);
        }
        return page;
    }

    private int chapter(long place) {
        return (int) (place / Chapter.SIZE - dropped);
    }

    private static int offset(long place) {
        return (int) (place % Chapter.SIZE);
    }
}
