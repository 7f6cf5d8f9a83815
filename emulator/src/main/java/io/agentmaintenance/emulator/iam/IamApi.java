package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.Authentication.Verdict;
import io.agentmaintenance.adapter.http.Caller;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stand-in for the identity service, as a function from request to response: the version document at {@code /} and
 * {@code /v3}, {@code POST /v3/auth/tokens}, {@code GET /v3/projects} and {@code GET /v3/auth/domains}. Seen in clients: these
 * calls, and what is read of their answers.
 *
 * <p>Errors have the shape of that service, {@code {"error":{"code","message","title"}}}. Nothing is logged here. Thread-safe.
 */
public final class IamApi {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern SANE_HOST = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,255}");

    private final IamDirectory directory;
    private final Authentication authentication;
    private final TokenIssue tokens;
    private final Clock clock;

    /**
     * Makes the function.
     *
     * @param directory who and what there is
     * @param authentication knows callers by the tokens that went into the sink, and by whatever else is in use
     * @param sink where issued tokens go
     * @param clock the time at which tokens are issued, and that the expiry of rights is compared with
     */
    public IamApi(IamDirectory directory, Authentication authentication, TokenSink sink, Clock clock) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.authentication = Objects.requireNonNull(authentication, "authentication");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.tokens = new TokenIssue(directory, authentication, sink, clock);
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer, or null if the path is none of this service's, so that somebody else may answer
     */
    public @Nullable ApiResponse handle(ApiRequest request) {
        String path = plain(request.path());
        try {
            return switch (path) {
                case "" -> ok(request, "GET", () -> IamAnswers.versions(base(request)));
                case "/v3" -> ok(request, "GET", () -> IamAnswers.version(base(request)));
                case "/v3/projects" -> ok(request, "GET", () -> projects(request));
                case "/v3/auth/domains" -> ok(request, "GET", () -> domains(request));
                case "/v3/auth/tokens" -> token(request);
                default -> null;
            };
        } catch (IamRefusal refusal) {
            Map<String, String> headers = headers(request);
            switch (refusal.status()) {
                case 401 -> headers.put("WWW-Authenticate", "Keystone uri=\"" + base(request) + "/v3\"");
                case 405 -> headers.put("Allow", path.endsWith("tokens") ? "POST" : "GET");
                case 503 -> headers.put("Retry-After", "5");
                default -> {}
            }
            return new ApiResponse(refusal.status(), headers, IamAnswers.error(refusal));
        }
    }

    // A client whose endpoint ends in a slash doubles it; roots are asked for with a slash at the end, and without.
    private static String plain(String path) {
        int start = path.startsWith("//") ? 1 : 0;
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        return start < end ? path.substring(start, end) : "";
    }

    private byte[] projects(ApiRequest request) throws IamRefusal {
        String name = parameter(request.query(), "name");
        List<IamProject> found = Identity.of(caller(request)).projects(directory, clock.instant()).stream()
                .filter(project -> name == null || project.name().equals(name))
                .toList();
        return IamAnswers.projects(found, base(request) + "/v3/projects");
    }

    private byte[] domains(ApiRequest request) throws IamRefusal {
        IamDomain domain = Identity.of(caller(request)).domain(directory);
        return IamAnswers.domains(domain == null ? List.of() : List.of(domain), base(request) + "/v3/auth/domains");
    }

    private ApiResponse token(ApiRequest request) throws IamRefusal {
        requireMethod(request, "POST");
        if (request.bodyTooLarge()) {
            throw IamRefusal.tooLarge();
        }
        TokenIssue.Issued issued = tokens.issue(request);
        Map<String, String> headers = headers(request);
        headers.put("X-Subject-Token", issued.token());
        return new ApiResponse(201, headers, IamAnswers.token(issued, directory));
    }

    private Caller caller(ApiRequest request) throws IamRefusal {
        if (authentication.authenticate(request) instanceof Verdict.Proven proven) {
            return proven.caller();
        }
        throw IamRefusal.unauthorized();
    }

    private static ApiResponse ok(ApiRequest request, String method, Body body) throws IamRefusal {
        requireMethod(request, method);
        return new ApiResponse(200, headers(request), body.write());
    }

    private static void requireMethod(ApiRequest request, String method) throws IamRefusal {
        if (!request.method().equals(method)) {
            throw IamRefusal.methodNotAllowed();
        }
    }

    private static Map<String, String> headers(ApiRequest request) {
        String id = request.headers().first(REQUEST_ID);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Cache-Control", "no-store");
        headers.put(
                REQUEST_ID,
                id != null && SANE_ID.matcher(id).matches()
                        ? id
                        : UUID.randomUUID().toString());
        return headers;
    }

    // The clients follow these links, so they must lead to where the client has found us.
    private static String base(ApiRequest request) {
        String host = request.headers().first("Host");
        boolean secure = "https".equals(request.headers().first("X-Forwarded-Proto"));
        return (secure ? "https://" : "http://")
                + (host != null && SANE_HOST.matcher(host).matches() ? host : "localhost");
    }

    private static @Nullable String parameter(@Nullable String query, String name) throws IamRefusal {
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && pair.substring(0, equals).equals(name)) {
                try {
                    return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    throw IamRefusal.badRequest("The query has a broken escape.");
                }
            }
        }
        return null;
    }

    /** Writes a body, or refuses to. */
    @FunctionalInterface
    private interface Body {
        byte[] write() throws IamRefusal;
    }
}
