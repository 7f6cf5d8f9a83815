package io.agentmaintenance.adapter.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * All tasks of a project in the order in which they were stored, cut into chapters and these into segments, all of which know
 * how many rows of each kind they have. So the start of a page is found by adding up a few numbers and looking through one
 * segment, however deep the page is and whatever kinds it shows. Guarded by the lock of its project.
 */
final class TaskLog {
    // By their number, which is that of their first place divided by their size. A chapter without rows is dropped.
    private final TreeMap<Long, Chapter> chapters = new TreeMap<>();
    private final KindCounts counts = new KindCounts();
    private long nextPlace;

    void append(Row row) {
        row.place = nextPlace++;
        chapters.computeIfAbsent(row.place / Chapter.SIZE, number -> new Chapter())
                .set((int) (row.place % Chapter.SIZE), row);
        counts.add(row.kind());
    }

    void remove(Row row) {
        long number = row.place / Chapter.SIZE;
        Chapter chapter = chapters.get(number);
        if (chapter == null) {
            throw new IllegalStateException("a row is not in the log");
        }
        chapter.clear((int) (row.place % Chapter.SIZE), row.kind());
        counts.remove(row.kind());
        if (chapter.isEmpty()) {
            chapters.remove(number);
        }
    }

    /** {@return how many rows there are of the kinds of a mask} */
    long count(int kinds) {
        return counts.of(kinds);
    }

    /** {@return rows of the kinds of a mask, the newest first, after passing over some} */
    List<Row> page(int kinds, long offset, int limit) {
        int full = (int) Math.max(0, Math.min(limit, count(kinds) - offset));
        List<Row> page = new ArrayList<>(full);
        long toSkip = offset;
        for (Chapter chapter : chapters.descendingMap().values()) {
            if (page.size() == full) {
                break;
            }
            toSkip = chapter.collect(kinds, toSkip, full, page);
        }
        return page;
    }
}
