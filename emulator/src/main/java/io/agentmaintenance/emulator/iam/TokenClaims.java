package io.agentmaintenance.emulator.iam;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of an issued token. It contains no rights, because they are looked up at each call.
 *
 * @param id the id of the token, for its revocation
 * @param origin the reference of the credentials that the first token of the chain was issued for
 * @param method how the token was obtained: {@code password} or {@code token}
 * @param project the id of the project that it is for, or null
 * @param domain the id of the domain that it is for, or null
 * @param issuedAt when it was issued
 * @param expiry the first time at which it is no longer valid
 * @param limit the latest expiry of every token that it can be exchanged for
 */
record TokenClaims(
        String id,
        String origin,
        String method,
        @Nullable String project,
        @Nullable String domain,
        Instant issuedAt,
        Instant expiry,
        Instant limit) {

    Map<String, Object> toMap() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("jti", id);
        claims.put("origin", origin);
        claims.put("method", method);
        if (project != null) {
            claims.put("project", project);
        }
        if (domain != null) {
            claims.put("domain", domain);
        }
        // As texts, because the numbers of the standard's claims are whole seconds.
        claims.put("issued", issuedAt.toString());
        claims.put("expires", expiry.toString());
        claims.put("limit", limit.toString());
        return claims;
    }

    /** The claims of a verified token, or null if it was signed with our key for another purpose. */
    static @Nullable TokenClaims of(Map<String, Object> claims) {
        try {
            String id = text(claims, "jti");
            String origin = text(claims, "origin");
            String method = text(claims, "method");
            String issued = text(claims, "issued");
            String expires = text(claims, "expires");
            String limit = text(claims, "limit");
            if (id == null || origin == null || method == null || issued == null || expires == null || limit == null) {
                return null;
            }
            return new TokenClaims(
                    id,
                    origin,
                    method,
                    text(claims, "project"),
                    text(claims, "domain"),
                    Instant.parse(issued),
                    Instant.parse(expires),
                    Instant.parse(limit));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String text(Map<String, Object> claims, String name) {
        return claims.get(name) instanceof String text ? text : null;
    }
}
