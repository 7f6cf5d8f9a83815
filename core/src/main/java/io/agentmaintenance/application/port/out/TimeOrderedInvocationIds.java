package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.InvocationId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Ids that are UUIDs of version 7. Thread-safe, because both sources are. */
final class TimeOrderedInvocationIds implements InvocationIds {
    private static final int RANDOM_BYTES = 10;
    private static final long VERSION = 0x7000;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final Clock clock;
    private final SecureRandom random;

    TimeOrderedInvocationIds(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public List<InvocationId> next(int count) {
        // One draw for the batch: a draw for each id is slow under load.
        byte[] bytes = new byte[count * RANDOM_BYTES];
        random.nextBytes(bytes);
        ByteBuffer source = ByteBuffer.wrap(bytes);
        long time = clock.millis() << 16;
        List<InvocationId> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long high = time | VERSION | (source.getShort() & 0x0FFF);
            long low = VARIANT | (source.getLong() & 0x3FFF_FFFF_FFFF_FFFFL);
            ids.add(InvocationId.of(new UUID(high, low).toString()));
        }
        return ids;
    }
}
