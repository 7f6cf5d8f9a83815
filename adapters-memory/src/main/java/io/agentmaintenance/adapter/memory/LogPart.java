package io.agentmaintenance.adapter.memory;

/**
 * A part of the log: invocations in the order of storing, and their counts. It is a {@link LogChunk} of invocations or a
 * {@link LogSection} of smaller parts. Guarded by the lock of its project.
 */
abstract class LogPart {
    private final TypeCounts counts = new TypeCounts();

    final void add(StoredInvocation stored) {
        counts.add(stored.invocation);
        put(stored);
    }

    final void remove(StoredInvocation stored) {
        counts.remove(stored.invocation);
        clear(stored);
    }

    final boolean isEmpty() {
        return counts.total() == 0;
    }

    final TypeCounts counts() {
        return counts;
    }

    /** Adds its invocations to a page, the newest first, until the page is complete. */
    abstract void collect(LogPage page);

    /** Puts an invocation in its place. */
    abstract void put(StoredInvocation stored);

    /** Clears the place of an invocation. */
    abstract void clear(StoredInvocation stored);
}
