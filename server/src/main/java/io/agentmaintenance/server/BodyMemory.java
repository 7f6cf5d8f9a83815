package io.agentmaintenance.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all large request bodies together may use, from when they arrive until they are answered. Without this bound,
 * a few hundred slow senders could fill the heap before they are authenticated. Thread-safe.
 */
final class BodyMemory {
    /**
     * A body of up to this many bytes is not counted: the number of connections bounds those. Requests for 100 servers are
     * half as long.
     */
    static final int FREE = 8_192;

    private static final int SHARE_OF_HEAP = 8;

    private final AtomicLong left;

    /** Allows as many bytes as {@code left} holds; the counter shows what is left at any time. */
    BodyMemory(AtomicLong left) {
        this.left = left;
    }

    /** {@return an eighth of the maximum heap} */
    static BodyMemory ofHeap() {
        return new BodyMemory(new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /**
     * Changes how much a body uses.
     *
     * @param from the length so far, in bytes
     * @param to the new length, in bytes
     * @return false if there is not enough memory; then nothing has changed. Always true if the body shrinks.
     */
    boolean resize(int from, int to) {
        long more = counted(to) - counted(from);
        if (left.addAndGet(-more) < 0 && more > 0) {
            left.addAndGet(more);
            return false;
        }
        return true;
    }

    private static long counted(int length) {
        return length > FREE ? length : 0;
    }
}
