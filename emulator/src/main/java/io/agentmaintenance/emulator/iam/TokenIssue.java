package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.Authentication.Verdict;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Issues tokens for a password or for another token. Documented: they are valid for 24 hours.
 *
 * <p>An issued token has in each project the actions of the credentials that the first token of the chain was issued for, and
 * no later expiry than they have there. The 24 hours count from the first token of the chain, so that exchanging a token does
 * not extend it.
 */
final class TokenIssue {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final int RANDOM_BYTES = 32;

    private final IamDirectory directory;
    private final Authentication authentication;
    private final TokenSink sink;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final PasswordHash nobodys;

    TokenIssue(IamDirectory directory, Authentication authentication, TokenSink sink, Clock clock) {
        this.directory = directory;
        this.authentication = authentication;
        this.sink = sink;
        this.clock = clock;
        this.nobodys = PasswordHash.of(newToken().toCharArray());
    }

    /** A token that was issued, with what there is to tell about it. */
    record Issued(String token, String method, Identity identity, Scope scope, Instant issuedAt, Instant expiry) {}

    Issued issue(ApiRequest request) throws IamRefusal {
        IamJson auth = required(IamJson.read(request.body()), "auth");
        IamJson proof = required(auth, "identity");
        Instant now = clock.instant();
        Instant limit = now.plus(LIFE);
        Identity identity;
        List<?> methods = proof.list("methods");
        if (methods.equals(List.of("password"))) {
            identity = new Identity.User(byPassword(required(required(proof, "password"), "user")));
        } else if (methods.equals(List.of("token"))) {
            Verdict.Proven proven = byToken(required(proof, "token").text("id"));
            identity = Identity.of(proven.caller());
            // Not the expiry of a token issued here: it may be that of one project, and does not count in another.
            limit = IamCaller.earlier(
                    limit, proven.caller() instanceof IamCaller known ? known.limit() : proven.expiry());
        } else {
            throw IamRefusal.badRequest("The methods must be [\"password\"] or [\"token\"].");
        }
        Scope scope = Scope.of(auth.object("scope"), identity, directory, now);
        String token = newToken();
        IamProject project = scope.project();
        IamCaller caller = new IamCaller(identity, project == null ? null : project.id(), limit);
        Instant expiry = caller.expiry(directory, now);
        try {
            sink.issued(token, caller, expiry);
        } catch (IllegalStateException e) {
            throw IamRefusal.unavailable();
        }
        return new Issued(token, String.valueOf(methods.get(0)), identity, scope, now, expiry);
    }

    // An unknown user costs as much as a wrong password.
    private IamUser byPassword(IamJson asked) throws IamRefusal {
        String password = asked.text("password");
        if (password == null) {
            throw IamRefusal.badRequest("The password is missing.");
        }
        IamUser user = user(asked);
        boolean right = (user == null ? nobodys : user.password()).matches(password);
        if (user == null || !right) {
            throw IamRefusal.unauthorized();
        }
        return user;
    }

    private @Nullable IamUser user(IamJson asked) throws IamRefusal {
        String id = asked.text("id");
        if (id != null) {
            return directory.user(id);
        }
        String name = asked.text("name");
        if (name == null) {
            throw IamRefusal.badRequest("The user must have an id, or a name and a domain.");
        }
        IamJson named = required(asked, "domain");
        IamDomain domain = directory.domain(named.text("id"), named.text("name"));
        return domain == null ? null : directory.user(domain, name);
    }

    // The token is shown to the authentication as if it had come in its header: who holds it is not known here.
    private Verdict.Proven byToken(@Nullable String token) throws IamRefusal {
        if (token == null || token.isEmpty()) {
            throw IamRefusal.badRequest("The token is missing.");
        }
        ApiRequest shown = new ApiRequest("GET", "/", null, new TokenHeader(token), new byte[0], false);
        if (authentication.authenticate(shown) instanceof Verdict.Proven proven) {
            return proven;
        }
        throw IamRefusal.unauthorized();
    }

    private static IamJson required(IamJson parent, String name) throws IamRefusal {
        IamJson child = parent.object(name);
        if (child == null) {
            throw IamRefusal.badRequest("The object \"" + name + "\" is missing.");
        }
        return child;
    }

    private String newToken() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
