package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.Caller;
import io.agentmaintenance.domain.ProjectId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that {@link IamApi} issues, and the authentication by them. A token is signed and not stored. It contains its origin
 * (a user or a configured token), its scope and its expiry; the rights of the origin are looked up at each call. Only the ids of
 * revoked tokens are stored. Thread-safe.
 *
 * <p>Must come before the authentication by configured tokens. It answers {@link Authentication.Verdict.NotPresent} for every
 * token that it has not signed.
 */
public final class IssuedTokens implements Authentication {
    /** The largest number of revoked tokens that are stored at the same time. */
    public static final int REVOCATIONS = 100_000;

    private static final String HEADER = "X-Auth-Token";
    private static final String USER = "user:";
    private static final String ENTRY = "entry:";
    private static final int ID_BYTES = 16;

    private final TokenSigner signer;
    private final IamDirectory directory;
    private final Clock clock;
    private final Instant start;
    private final SecureRandom random = new SecureRandom();
    private final RevokedTokens revoked;
    private final Map<String, Origin> entries = new ConcurrentHashMap<>();

    /**
     * Creates the tokens of a directory.
     *
     * @param key the secret key that signs them: at least 32 random bytes; tokens stay valid as long as the key stays the same
     * @param directory the users and projects
     * @param clock decides when tokens are issued and expire
     * @throws IllegalArgumentException if the key is too short
     */
    public IssuedTokens(byte[] key, IamDirectory directory, Clock clock) {
        this(key, directory, clock, REVOCATIONS);
    }

    IssuedTokens(byte[] key, IamDirectory directory, Clock clock, int revocations) {
        this.signer = new TokenSigner(key);
        this.directory = Objects.requireNonNull(directory, "directory");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.start = clock.instant();
        this.revoked = new RevokedTokens(revocations);
    }

    /**
     * Allows a configured token to be exchanged for issued ones.
     *
     * @param token the token; not stored
     * @param caller the caller that the token authenticates
     * @param expiry when it expires in every project, or null for never
     */
    public void addExchangeable(String token, Caller caller, @Nullable Instant expiry) {
        Origin origin = new Origin(reference(token), new Identity.OtherCaller(caller), expiry);
        entries.put(origin.reference(), origin);
    }

    @Override
    public Verdict authenticate(ApiRequest request) {
        List<String> sent = request.headers().all(HEADER);
        TokenClaims claims = sent.size() == 1 ? claims(sent.get(0)) : null;
        if (claims == null) {
            return new Verdict.NotPresent();
        }
        IssuedToken token = inForce(sent.get(0), claims);
        return token == null
                ? new Verdict.Disproven("issued token expired, revoked or without its origin")
                : new Verdict.Proven(token.caller(), token.expiry());
    }

    /** Issues a token. It expires when its rights expire, and at the limit at the latest. */
    IssuedToken issue(Origin origin, Scope scope, String method, Instant now, Instant limit) {
        IamProject project = scope.project();
        IamDomain domain = scope.domain();
        Instant expiry = new IamCaller(origin, project == null ? null : project.id(), limit).expiry(directory, now);
        TokenClaims claims = new TokenClaims(
                newId(),
                origin.reference(),
                method,
                project == null ? null : project.id().value(),
                domain == null ? null : domain.id(),
                now,
                expiry,
                limit);
        String text = signer.sign(claims.toMap());
        return new IssuedToken(text, claims.id(), method, origin, scope, now, expiry, limit);
    }

    /** A token in force, issued or configured; null if it is unknown, expired or revoked. */
    @Nullable IssuedToken find(String token) {
        TokenClaims claims = claims(token);
        return claims == null ? configured(token) : inForce(token, claims);
    }

    /** Revokes an issued token until it expires. Returns false if too many are revoked already. */
    boolean revoke(String id, Instant expiry) {
        return revoked.add(id, expiry, clock.instant());
    }

    Origin origin(IamUser user) {
        return new Origin(USER + user.id(), new Identity.User(user), null);
    }

    private @Nullable TokenClaims claims(String token) {
        Map<String, Object> claims = signer.verify(token);
        return claims == null ? null : TokenClaims.of(claims);
    }

    private @Nullable IssuedToken inForce(String token, TokenClaims claims) {
        Instant now = clock.instant();
        Origin origin = origin(claims.origin());
        Scope scope = scope(claims);
        boolean valid = now.isBefore(claims.expiry()) && !revoked.contains(claims.id());
        if (!valid || scope == null || origin == null || !origin.isInForceAt(now)) {
            return null;
        }
        return new IssuedToken(
                token, claims.id(), claims.method(), origin, scope, claims.issuedAt(), claims.expiry(), claims.limit());
    }

    // A configured token has no scope of its own. If it has rights in one project only, that project is its scope.
    private @Nullable IssuedToken configured(String token) {
        Origin origin = entries.get(reference(token));
        Instant now = clock.instant();
        if (origin == null || !origin.isInForceAt(now)) {
            return null;
        }
        List<IamProject> projects = origin.identity().projects(directory, now);
        Scope scope = new Scope(projects.size() == 1 ? projects.get(0) : null, null);
        Instant expiry = origin.expiry() == null ? IamAnswers.NEVER : origin.expiry();
        return new IssuedToken(token, null, "token", origin, scope, start, expiry, expiry);
    }

    private @Nullable Origin origin(String reference) {
        if (!reference.startsWith(USER)) {
            return entries.get(reference);
        }
        IamUser user = directory.user(reference.substring(USER.length()));
        return user == null ? null : origin(user);
    }

    /** The scope; null if the project or the domain is not in the directory any more. */
    private @Nullable Scope scope(TokenClaims claims) {
        if (claims.project() != null) {
            IamProject project = directory.project(ProjectId.of(claims.project()));
            return project == null ? null : new Scope(project, null);
        }
        if (claims.domain() == null) {
            return new Scope(null, null);
        }
        IamDomain domain = directory.domain(claims.domain(), null);
        return domain == null ? null : new Scope(null, domain);
    }

    private String reference(String token) {
        return ENTRY + signer.reference(token);
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
