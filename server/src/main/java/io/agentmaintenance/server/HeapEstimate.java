package io.agentmaintenance.server;

import org.jspecify.annotations.Nullable;

/** Estimates whether the configured numbers of tasks fit into the heap. */
final class HeapEstimate {
    // Measured with the memory adapters: 900 and 530 bytes.
    private static final long BYTES_PER_ACTIVE = 1_000;
    private static final long BYTES_PER_FINISHED = 600;
    private static final double USABLE = 0.8;
    private static final long MIB = 1024 * 1024;

    private HeapEstimate() {}

    /**
     * {@return a warning that names what to change, or null if the tasks fit}
     *
     * @param active how many tasks may be active at once
     * @param history how many finished tasks are kept
     * @param maxHeap the maximum heap in bytes
     */
    static @Nullable String warning(long active, long history, long maxHeap) {
        long needed = active * BYTES_PER_ACTIVE + history * BYTES_PER_FINISHED;
        if (needed <= maxHeap * USABLE) {
            return null;
        }
        return String.format(
                "active: %d and history: %d may need %d MiB, but the heap has at most %d MiB. When it is full, the process ends"
                        + " with exit code 3. Raise -Xmx, or lower active and history.",
                active, history, needed / MIB, maxHeap / MIB);
    }
}
