package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import org.jspecify.annotations.Nullable;

/**
 * A part of the log: invocations in the order of storing, and their counts. It is a {@link LogChunk} of invocations or a
 * {@link LogSection} of smaller parts. Guarded by the lock of its project.
 */
abstract class LogPart {
    private final @Nullable LogPart parent;
    private final KindCounts counts = new KindCounts();

    /**
     * @param parent the section that this part belongs to, or null for the whole log
     */
    LogPart(@Nullable LogPart parent) {
        this.parent = parent;
    }

    final void add(StoredInvocation stored) {
        counts.add(stored.invocation);
        put(stored);
    }

    final void remove(StoredInvocation stored) {
        counts.remove(stored.invocation);
        clear(stored);
    }

    /** Counts an invocation of this part, and of every part around it, in its new state. */
    final void recount(Invocation before, Invocation after) {
        int from = KindCounts.indexOf(before);
        int to = KindCounts.indexOf(after);
        for (LogPart part = this; part != null; part = part.parent) {
            part.counts.move(from, to);
        }
    }

    final boolean isEmpty() {
        return counts.total() == 0;
    }

    final KindCounts counts() {
        return counts;
    }

    /** Adds its invocations to a page, the newest first, until the page is complete. */
    abstract void collect(LogPage page);

    /** Puts an invocation in its place. */
    abstract void put(StoredInvocation stored);

    /** Clears the place of an invocation. */
    abstract void clear(StoredInvocation stored);
}
