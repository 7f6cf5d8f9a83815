package io.agentmaintenance.adapter.memory;

import org.jspecify.annotations.Nullable;

/** The smallest part of the log: up to 64 invocations that were stored one after the other. */
final class LogChunk extends LogPart {
    static final int SIZE = 64;

    private final @Nullable StoredInvocation[] places = new @Nullable StoredInvocation[SIZE];

    LogChunk(LogPart parent) {
        super(parent);
    }

    @Override
    void put(StoredInvocation stored) {
        stored.chunk = this;
        places[placeOf(stored)] = stored;
    }

    @Override
    void clear(StoredInvocation stored) {
        places[placeOf(stored)] = null;
    }

    @Override
    void collect(LogPage page) {
        for (int place = SIZE - 1; place >= 0 && !page.isComplete(); place--) {
            StoredInvocation stored = places[place];
            if (stored != null) {
                page.offer(stored.invocation);
            }
        }
    }

    private static int placeOf(StoredInvocation stored) {
        return (int) (stored.sequence % SIZE);
    }
}
