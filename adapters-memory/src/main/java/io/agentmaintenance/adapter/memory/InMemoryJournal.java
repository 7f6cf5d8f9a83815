package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A journal in memory: a ring with a bounded number of entries of all projects, numbered in the order of writing. Behind its bound, the oldest
 * entry makes room for the next one. The repository writes while it holds the lock of the project. Thread-safe: one lock for the ring, and no
 * method waits for anything else.
 */
final class InMemoryJournal implements Journal {
    /** The entry of each number, at the number modulo the length. */
    private final @Nullable JournalEntry[] ring;

    /** The entries of each invocation that has some in the ring. */
    final Map<Place, List<JournalEntry>> timelines = new HashMap<>();

    /** Distinguishes the cursors of this journal from those of an earlier process. */
    private final String cursorPrefix = UUID.randomUUID() + ":";

    private long oldest;
    private long next;

    record Place(ProjectId project, InvocationId invocation) {
        static Place of(JournalEntry entry) {
            return new Place(entry.project(), entry.invocation());
        }
    }

    /**
     * Creates an empty journal.
     *
     * @param bound how many entries are kept, at least 1
     */
    InMemoryJournal(int bound) {
        ring = new @Nullable JournalEntry[bound];
    }

    synchronized void write(List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (next - oldest == ring.length) {
                forgetOldest();
            }
            ring[placeOf(next)] = entry;
            next++;
            timelines
                    .computeIfAbsent(Place.of(entry), place -> new ArrayList<>(2))
                    .add(entry);
        }
    }

    @Override
    public synchronized List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
        return List.copyOf(timelines.getOrDefault(new Place(project, invocation), List.of()));
    }

    @Override
    public synchronized Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
        long number = after == null ? oldest : numberOf(after);
        if (number < oldest) {
            return new Gap(cursor(oldest));
        }
        List<JournalEntry> entries = new ArrayList<>();
        for (; number < next && entries.size() < limit; number++) {
            JournalEntry entry = entry(number);
            if (project == null || project.equals(entry.project())) {
                entries.add(entry);
            }
        }
        return new Entries(entries, cursor(number));
    }

    /** {@inheritDoc} It goes by the order of writing, and stops at the first entry that is not older. */
    @Override
    public synchronized int forget(Instant before, int limit) {
        int forgotten = 0;
        while (forgotten < limit && oldest < next && entry(oldest).at().isBefore(before)) {
            forgetOldest();
            forgotten++;
        }
        return forgotten;
    }

    private void forgetOldest() {
        Place place = Place.of(entry(oldest));
        List<JournalEntry> timeline = Objects.requireNonNull(timelines.get(place));
        timeline.remove(0);
        if (timeline.isEmpty()) {
            timelines.remove(place);
        }
        ring[placeOf(oldest)] = null;
        oldest++;
    }

    private JournalEntry entry(long number) {
        return Objects.requireNonNull(ring[placeOf(number)]);
    }

    private int placeOf(long number) {
        return (int) (number % ring.length);
    }

    private Cursor cursor(long number) {
        return new Cursor(cursorPrefix + number);
    }

    private long numberOf(Cursor cursor) {
        String position = cursor.position();
        if (position.startsWith(cursorPrefix)) {
            long number = Long.parseLong(position.substring(cursorPrefix.length()));
            if (number >= 0 && number <= next) {
                return number;
            }
        }
        // Another process had another journal.
        throw new IllegalArgumentException("the cursor is not one of this journal");
    }
}
