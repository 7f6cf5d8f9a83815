package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InvocationId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ids of some rows in little space: a UUID as two numbers, every other id as it is. A million ids as texts would take
 * 96 MB, packed they take 16. Guarded by its owner.
 */
final class PackedIds {
    private final long[] high;
    private final long[] low;
    // Made for the first id that is no UUID.
    private @Nullable InvocationId @Nullable [] others;

    PackedIds(int size) {
        high = new long[size];
        low = new long[size];
    }

    void set(int at, InvocationId id) {
        UUID uuid = id.uuid();
        if (uuid == null) {
            others = others == null ? new @Nullable InvocationId[high.length] : others;
            others[at] = id;
        } else {
            clear(at);
            high[at] = uuid.getMostSignificantBits();
            low[at] = uuid.getLeastSignificantBits();
        }
    }

    void clear(int at) {
        if (others != null) {
            others[at] = null;
        }
    }

    InvocationId get(int at) {
        InvocationId other = other(at);
        return other == null ? InvocationId.of(new UUID(high[at], low[at])) : other;
    }

    boolean is(int at, InvocationId id) {
        InvocationId other = other(at);
        UUID uuid = id.uuid();
        return other == null
                ? uuid != null && uuid.getMostSignificantBits() == high[at] && uuid.getLeastSignificantBits() == low[at]
                : other.equals(id);
    }

    int hash(int at) {
        InvocationId other = other(at);
        return other == null ? hash(high[at], low[at]) : hash(other);
    }

    static int hash(InvocationId id) {
        UUID uuid = id.uuid();
        return uuid == null
                ? RowIndex.mixed(id.hashCode())
                : hash(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** The halves of a time-ordered UUID differ in few bits, so they are mixed well. */
    private static int hash(long high, long low) {
        long mixed = (high * 0x9E3779B97F4A7C15L) ^ (low * 0xC2B2AE3D27D4EB4FL);
        mixed ^= mixed >>> 32;
        return (int) (mixed ^ mixed >>> 15);
    }

    private @Nullable InvocationId other(int at) {
        return others == null ? null : others[at];
    }
}
