package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a {@link PlainRepository}: one list, behind the lock of the repository. A cursor is the number of entries before it. Each
 * rule is a method of its own, so that a mutant can override one of them.
 */
class PlainJournal implements Journal {
    private final StoredInvocations store;
    private final List<JournalEntry> kept = new ArrayList<>();
    private int forgotten;

    PlainJournal(StoredInvocations store) {
        this.store = store;
    }

    /** Adds an entry. Called by the repository, inside of its atomic step. */
    void add(JournalEntry entry) {
        kept.add(entry);
    }

    @Override
    public List<JournalEntry> timeline(ProjectId project, InvocationId invocation) {
        return store.atomically(() -> kept.stream()
                .filter(entry -> entry.project().equals(project))
                .filter(entry -> entry.invocation().equals(invocation))
                .toList());
    }

    @Override
    public Reading after(@Nullable ProjectId project, @Nullable Cursor after, int limit) {
        int from = after == null ? -1 : position(after);
        return store.atomically(() -> {
            if (from >= 0 && isGap(from)) {
                return new Gap(cursor(forgotten));
            }
            return read(project, Math.max(from, forgotten), limit);
        });
    }

    @Override
    public int forget(Instant before, int limit) {
        return store.atomically(() -> {
            int count = 0;
            while (count < limit && !kept.isEmpty() && kept.get(0).at().isBefore(before)) {
                kept.remove(0);
                forgotten++;
                count++;
            }
            return count;
        });
    }

    boolean isGap(int from) {
        return from < forgotten;
    }

    Entries read(@Nullable ProjectId project, int from, int limit) {
        List<JournalEntry> found = new ArrayList<>();
        int next = from;
        for (; next < end() && found.size() < limit; next++) {
            JournalEntry entry = kept.get(next - forgotten);
            if (project == null || project.equals(entry.project())) {
                found.add(entry);
            }
        }
        return new Entries(found, cursor(next));
    }

    /** The number of entries that are kept. */
    final int size() {
        return kept.size();
    }

    /** The number of all entries ever added. */
    final int end() {
        return forgotten + kept.size();
    }

    static Cursor cursor(int position) {
        return new Cursor(Integer.toString(position));
    }

    static int position(Cursor cursor) {
        try {
            return Integer.parseUnsignedInt(cursor.position());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a cursor of this journal: " + cursor.position(), e);
        }
    }
}
