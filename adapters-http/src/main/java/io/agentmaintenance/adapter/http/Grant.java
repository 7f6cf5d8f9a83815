package io.agentmaintenance.adapter.http;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rights of a caller in one project. Immutable.
 *
 * @param actions the permitted actions, perhaps none; copied
 * @param expiry the first moment at which the rights no longer hold, or null if they do not expire
 */
public record Grant(Set<Action> actions, @Nullable Instant expiry) {
    /** Copies the set. */
    public Grant {
        actions = Set.copyOf(actions);
    }

    /**
     * {@return whether the rights hold at this moment}
     *
     * @param now the moment
     */
    public boolean isInForceAt(Instant now) {
        return expiry == null || now.isBefore(expiry);
    }
}
