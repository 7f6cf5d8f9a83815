package io.agentmaintenance.emulator.iam;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token in force, as answers describe it.
 *
 * @param text the token; a secret
 * @param id the id for its revocation; null for a configured token, which only a change of the configuration revokes
 * @param method how it was got: password or token
 * @param origin the credentials behind it
 * @param scope what it is for
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

    // The token must not get into a log by way of the record.
    @Override
    public String toString() {
        return "IssuedToken[" + id + "]";
    }
}
