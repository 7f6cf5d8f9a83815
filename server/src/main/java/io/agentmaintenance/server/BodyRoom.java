package io.agentmaintenance.server;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that large bodies may take up at once, from when they come until they are answered. Without a bound, a few hundred
 * callers who send slowly could fill the heap before anybody has asked who they are. Thread-safe.
 */
final class BodyRoom {
    /** A body up to this length takes no room: so much is there for every connection. Requests for 100 servers are half as long. */
    static final int FREE = 8_192;

    private static final int SHARE_OF_HEAP = 8;

    private final AtomicLong left;

    /** Makes room of so many bytes as are left there. */
    BodyRoom(AtomicLong left) {
        this.left = left;
    }

    /** {@return room that fits this virtual machine: an eighth of the greatest heap} */
    static BodyRoom inHeap() {
        return new BodyRoom(new AtomicLong(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /** Lets a body go from one length to another; false if there is no room for that, and nothing has changed. */
    boolean resize(int from, int to) {
        long more = counted(to) - counted(from);
        if (more == 0) {
            return true;
        }
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
