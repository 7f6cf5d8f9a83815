package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.InvocationId;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Makes ids that are time-ordered UUIDs (version 7): 48 bits of milliseconds and 74 bits that are random beyond guessing, in 36
 * lower-case characters. Unique without a look at any store. Thread-safe.
 */
public final class RandomInvocationIds implements InvocationIds {
    private static final int BYTES_PER_ID = 10;
    // A call of the source costs much more than its bytes, so randomness is taken for many ids at once.
    private static final int BLOCK = 512 * BYTES_PER_ID;

    private final KeyStream source = KeyStream.ofRandomKey();
    private final byte[] block = new byte[BLOCK];
    private final ByteBuffer randomness = ByteBuffer.wrap(block).position(BLOCK);
    private final Clock clock;

    /**
     * Makes a source of ids.
     *
     * @param clock tells the time that the ids begin with
     */
    public RandomInvocationIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized List<InvocationId> next(int count) {
        long time = clock.millis() << 16 | 0x7000;
        List<InvocationId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            if (!randomness.hasRemaining()) {
                source.fill(block);
                randomness.rewind();
            }
            long high = time | (randomness.getShort() & 0xFFF);
            long low = (randomness.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | Long.MIN_VALUE;
            ids.add(InvocationId.of(new UUID(high, low)));
        }
        return ids;
    }
}
