package io.agentmaintenance.emulator.iam;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The ids of revoked tokens, each until its token has expired. Bounded. Thread-safe. */
final class RevokedTokens {
    private final Map<String, Instant> expiries = new HashMap<>();
    private final int capacity;

    RevokedTokens(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds a token. Returns false if there is no room. Expired ones are removed only when room is needed, because the clock may be set
     * back.
     */
    synchronized boolean add(String id, Instant expiry, Instant now) {
        if (expiries.size() >= capacity && !expiries.containsKey(id)) {
            expiries.values().removeIf(expired -> !now.isBefore(expired));
            if (expiries.size() >= capacity) {
                return false;
            }
        }
        expiries.put(id, expiry);
        return true;
    }

    synchronized boolean contains(String id) {
        return expiries.containsKey(id);
    }
}
