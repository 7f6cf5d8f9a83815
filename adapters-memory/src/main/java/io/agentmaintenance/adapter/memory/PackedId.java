package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InvocationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invocation id in little space: a UUID as two numbers, every other id as it is. A million ids as texts would take 96 MB,
 * packed they take 16.
 *
 * @param high the first half of a UUID
 * @param low the second half of a UUID
 * @param text the id if it is no UUID, else null
 */
record PackedId(long high, long low, @Nullable InvocationId text) {
    static PackedId of(InvocationId id) {
        UUID uuid = id.uuid();
        return uuid == null
                ? new PackedId(0, 0, id)
                : new PackedId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits(), null);
    }

    int hash() {
        return hash(high, low, text);
    }

    /** The halves of a time-ordered UUID differ in few bits, so they are mixed well. */
    static int hash(long high, long low, @Nullable InvocationId text) {
        long mixed = text == null ? (high * 0x9E3779B97F4A7C15L) ^ (low * 0xC2B2AE3D27D4EB4FL) : text.hashCode();
        mixed ^= mixed >>> 32;
        return (int) (mixed ^ mixed >>> 15);
    }
}
