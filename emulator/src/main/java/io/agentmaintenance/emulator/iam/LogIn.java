package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.ApiRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The log-in: issues a token for a password or for another token. Documented: a token is valid for 24 hours.
 *
 * <p>An issued token has in each project the actions of its origin, and expires there no later than they do. The 24 hours count
 * from the first token of the chain, so exchanging a token does not extend them. Thread-safe.
 */
final class LogIn {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int MAX_NAME = 64;

    private final IamDirectory directory;
    private final IssuedTokens tokens;
    private final Clock clock;
    private final LogInBackOff backOff = new LogInBackOff();
    private final RefusedLogIns refused;
    private final PasswordHash unknownUsersHash;

    LogIn(IamDirectory directory, IssuedTokens tokens, Clock clock) {
        this.directory = directory;
        this.tokens = tokens;
        this.clock = clock;
        this.refused = new RefusedLogIns(clock);
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.unknownUsersHash = PasswordHash.of(HexFormat.of().formatHex(random).toCharArray());
    }

    /** Logs that a log-in was refused before its password was checked. */
    void logRefusal(String requestId, String reason) {
        refused.log(requestId, reason);
    }

    /** Whether a body requests a token by password. */
    static boolean isByPassword(byte[] body) {
        try {
            return methods(identity(IamJson.read(body))).contains("password");
        } catch (IamRefusal malformed) {
            return false;
        }
    }

    IssuedToken issue(ApiRequest request, String requestId) throws IamRefusal {
        IamJson body = IamJson.read(request.body());
        IamJson proof = identity(body);
        List<?> methods = methods(proof);
        Instant now = clock.instant();
        Instant limit = now.plus(LIFE);
        Origin origin;
        String method;
        if (methods.equals(List.of("password"))) {
            method = "password";
            origin = tokens.origin(byPassword(required(required(proof, "password"), "user"), requestId));
        } else if (methods.equals(List.of("token"))) {
            method = "token";
            IssuedToken before = byToken(required(proof, "token").text("id"), requestId);
            origin = before.origin();
            // Not the expiry of the token: rights in another project may expire later.
            limit = IamCaller.earlier(limit, before.limit());
        } else {
            throw IamRefusal.badRequest("The methods must be [\"password\"] or [\"token\"].");
        }
        return tokens.issue(origin, scope(body, origin, now, requestId), method, now, limit);
    }

    private Scope scope(IamJson body, Origin origin, Instant now, String requestId) throws IamRefusal {
        try {
            IamJson auth = required(body, "auth");
            IamJson scope = auth.is("scope", "unscoped") ? null : auth.object("scope");
            return Scope.of(scope, origin.identity(), directory, now);
        } catch (IamRefusal refusal) {
            refused.log(requestId, "the scope is wrong, or there are no rights in it");
            throw refusal;
        }
    }

    // The check takes the same time for an unknown user, so that the time does not show which users exist.
    private IamUser byPassword(IamJson sent, String requestId) throws IamRefusal {
        String password = sent.text("password");
        if (password == null) {
            throw IamRefusal.badRequest("The password is missing.");
        }
        IamUser user = user(sent);
        String name = user == null ? "an unknown user" : "user " + user.id();
        String key = user == null ? unknown(sent) : "known " + user.id();
        Duration wait = backOff.remaining(key, clock.instant());
        if (!wait.isZero()) {
            refused.log(requestId, "too many wrong passwords for " + name);
            throw IamRefusal.tooManyAttempts(wait);
        }
        boolean right = (user == null ? unknownUsersHash : user.password()).matches(password);
        if (user == null || !right) {
            backOff.failed(key, clock.instant());
            refused.log(requestId, user == null ? name : "wrong password for " + name);
            throw IamRefusal.unauthorized();
        }
        backOff.succeeded(key);
        return user;
    }

    private @Nullable IamUser user(IamJson sent) throws IamRefusal {
        String id = sent.filled("id");
        if (id != null) {
            return directory.user(id);
        }
        String name = sent.filled("name");
        if (name == null) {
            throw IamRefusal.badRequest("The user must have an id, or a name and a domain.");
        }
        IamDomain domain = Scope.named(required(sent, "domain"), directory);
        return domain == null ? null : directory.user(domain, name);
    }

    private static String unknown(IamJson sent) throws IamRefusal {
        String id = sent.filled("id");
        String name = String.valueOf(id == null ? sent.filled("name") : id);
        return "unknown " + name.substring(0, Math.min(name.length(), MAX_NAME));
    }

    private IssuedToken byToken(@Nullable String token, String requestId) throws IamRefusal {
        if (token == null || token.isEmpty()) {
            throw IamRefusal.badRequest("The token is missing.");
        }
        IssuedToken found = tokens.find(token);
        if (found == null) {
            refused.log(requestId, "the token is unknown, expired or revoked");
            throw IamRefusal.unauthorized();
        }
        return found;
    }

    private static IamJson identity(IamJson body) throws IamRefusal {
        return required(required(body, "auth"), "identity");
    }

    private static List<?> methods(IamJson identity) throws IamRefusal {
        return identity.list("methods");
    }

    private static IamJson required(IamJson parent, String name) throws IamRefusal {
        IamJson child = parent.object(name);
        if (child == null) {
            throw IamRefusal.badRequest("The object \"" + name + "\" is missing.");
        }
        return child;
    }
}
