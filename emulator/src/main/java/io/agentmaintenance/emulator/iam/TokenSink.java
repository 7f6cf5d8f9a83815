package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.Caller;
import java.time.Instant;

/** Where issued tokens are put in force. Implementations must be thread-safe. */
@FunctionalInterface
public interface TokenSink {
    /**
     * Puts a token in force, before the client is told of it.
     *
     * @param token the token: 43 visible ASCII characters, 256 random bits; a secret
     * @param caller who proves to be calling by it
     * @param expiry the first moment at which it is not in force any more
     * @throws IllegalStateException if there is no room for it; the client is told to come back later
     */
    void issued(String token, Caller caller, Instant expiry);
}
