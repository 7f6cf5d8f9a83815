package io.agentmaintenance.server;

/**
 * The memory that the servers and tasks of a configuration may take. The sizes are measured averages, so that only what cannot
 * fit is refused. For one thread.
 */
final class HeapBudget {
    /** The bytes of a server without a name and addresses. */
    static final int SERVER = 200;

    /** The bytes of the name of a server. */
    static final int NAME = 60;

    /** The bytes of an address of a server. */
    static final int ADDRESS = 80;

    /** The bytes of a server of an entry {@code any: true} that is remembered because it changed. */
    static final int REMEMBERED_SERVER = 370;

    /** The bytes of a finished task that is kept. */
    static final int FINISHED_TASK = 560;

    /** The bytes of a task that is pending or running. */
    static final int ACTIVE_TASK = 800;

    // Classes, threads and connections, and a full journal of 100,000 entries.
    private static final long PROGRAM = (32L + 16) << 20;
    // BodyMemory allows request bodies an eighth of the heap.
    private static final int SHARE_OF_BODIES = 8;

    private final long heap;
    private long left;

    /** Makes a budget for a heap of so many bytes. */
    HeapBudget(long heap) {
        this.heap = heap;
        left = Math.max(0, heap - heap / SHARE_OF_BODIES - PROGRAM);
    }

    /** {@return how many things of this size still fit} */
    long fitting(int bytesEach) {
        return left / bytesEach;
    }

    /** Takes the memory for things of this size; takes nothing and returns false if they do not fit. */
    boolean take(long count, int bytesEach) {
        boolean fits = count <= fitting(bytesEach);
        left -= fits ? count * bytesEach : 0;
        return fits;
    }

    /** {@return the size of the heap, for a message} */
    String heap() {
        return "the heap of " + (heap >> 20) + " MiB";
    }
}
