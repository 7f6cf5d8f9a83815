package io.agentmaintenance.emulator.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A valid token, issued or configured, with the facts that answers show.
 *
 * @param text the token; a secret
 * @param id the id for its revocation; null for a configured token, which only a change of the configuration revokes
 * @param method how it was obtained: {@code password} or {@code token}
 * @param origin the credentials that the first token of its chain was issued for
 * @param scope the project or domain that it is for
 * @param issuedAt when it was issued
 * @param expiry when it expires
 * @param limit the latest expiry of every token that it can be exchanged for
 */
record IssuedToken(
        String text,
        @Nullable String id,
        String method,
        Origin origin,
        Scope scope,
        Instant issuedAt,
        Instant expiry,
        Instant limit) {
    IamCaller caller() {
        IamProject project = scope.project();
        return new IamCaller(origin, project == null ? null : project.id(), limit);
    }

    // The text is a secret that must not get into a log.
    @Override
    public String toString() {
        return "IssuedToken[" + id + "]";
    }
}
