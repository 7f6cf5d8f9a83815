package io.agentmaintenance.emulator.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The credentials that a chain of tokens was issued for: a user's password, or a configured token.
 *
 * @param reference how a token refers to them; not a secret
 * @param identity their holder, with the rights of the present configuration
 * @param expiry when they expire in every project, or null for never
 */
record Origin(String reference, Identity identity, @Nullable Instant expiry) {
    boolean isInForceAt(Instant now) {
        return expiry == null || now.isBefore(expiry);
    }
}
