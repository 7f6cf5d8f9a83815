package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.Authentication.Verdict;
import io.agentmaintenance.adapter.http.Caller;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stand-in for the identity service: a function from request to response. It answers the calls that clients make before they
 * call the three APIs: the version document at {@code /} and {@code /v3}, {@code /v3/auth/tokens}, {@code /v3/auth/catalog},
 * {@code /v3/auth/projects}, {@code /v3/auth/domains}, {@code /v3/projects} and {@code /v3/projects/{id}}.
 *
 * <p>Errors have the shape of that service, {@code {"error":{"code","message","title"}}}. Refused log-ins are logged.
 *
 * <p>Links lead to the host in the header {@code Host}, with the scheme in {@code X-Forwarded-Proto}, or http. A binding must
 * remove that header unless a trusted proxy has set it.
 *
 * <p>Thread-safe.
 */
public final class IamApi {
    private static final Logger LOG = LoggerFactory.getLogger(IamApi.class);
    private static final String TOKENS = "/v3/auth/tokens";
    private static final String PROJECT = "/v3/projects/";
    private static final String SUBJECT = "X-Subject-Token";

    private final IamDirectory directory;
    private final Authentication authentication;
    private final IssuedTokens tokens;
    private final LogIn logIn;
    private final Clock clock;

    /**
     * Creates the function.
     *
     * @param directory the users and projects
     * @param authentication finds the caller of a request, by an issued token or by any other credentials that are in use
     * @param tokens issues and revokes tokens of the same directory
     * @param clock decides which rights have expired
     */
    public IamApi(IamDirectory directory, Authentication authentication, IssuedTokens tokens, Clock clock) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.authentication = Objects.requireNonNull(authentication, "authentication");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.logIn = new LogIn(directory, tokens, clock);
    }

    /**
     * {@return whether {@link #handle} checks a password for this request} A check takes about a twentieth of a second of computing
     * time. A server should handle such requests on a few threads of their own, and answer those beyond a limit with
     * {@link #overloaded}.
     *
     * @param request the request
     */
    public boolean checksPassword(ApiRequest request) {
        return request.method().equals("POST")
                && !request.bodyTooLarge()
                && plain(request.path()).equals(TOKENS)
                && LogIn.isByPassword(request.body());
    }

    /**
     * Rejects a request because too many log-ins are waiting.
     *
     * @param request the request
     * @return the response: 429 with {@code Retry-After}
     */
    public ApiResponse overloaded(ApiRequest request) {
        Reply reply = new Reply(request);
        logIn.logRefusal(reply.id(), "too many log-ins at the same time");
        return reply.error(IamRefusal.tooManyLogIns(), "");
    }

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the response, or null if the path does not belong to the identity service
     */
    public @Nullable ApiResponse handle(ApiRequest request) {
        Reply reply = new Reply(request);
        String path = plain(request.path());
        try {
            return switch (path) {
                case "" -> reply.get(() -> IamAnswers.versions(reply.base()));
                case "/v3" -> reply.get(() -> IamAnswers.version(reply.base()));
                case "/v3/projects", "/v3/auth/projects" -> reply.get(() -> projects(reply, path));
                case "/v3/auth/domains" -> reply.get(() -> domains(reply, path));
                case "/v3/auth/catalog" -> reply.get(() -> catalog(reply, path));
                case TOKENS -> token(reply);
                default -> isProject(path) ? reply.get(() -> project(reply, path)) : null;
            };
        } catch (IamRefusal refusal) {
            return reply.error(refusal, path.equals(TOKENS) ? "GET, HEAD, POST, DELETE" : "GET, HEAD");
        }
    }

    // If the configured endpoint of a client ends in a slash, the path begins with two. Clients request roots with and
    // without a
    // slash at the end.
    private static String plain(String path) {
        int start = path.startsWith("//") ? 1 : 0;
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        return start < end ? path.substring(start, end) : "";
    }

    // A project of the three APIs may have the id "projects".
    private static boolean isProject(String path) {
        return path.startsWith(PROJECT)
                && path.indexOf('/', PROJECT.length()) < 0
                && !path.equals(PROJECT + "agent-invocations");
    }

    private byte[] projects(Reply reply, String path) throws IamRefusal {
        ProjectPage page = ProjectPage.of(projectsOf(caller(reply)), reply.parameters());
        return IamAnswers.projects(page, reply.base() + path);
    }

    // A project without rights is answered like an unknown one, so that the answer does not confirm its id.
    private byte[] project(Reply reply, String path) throws IamRefusal {
        String id = path.substring(PROJECT.length());
        for (IamProject project : projectsOf(caller(reply))) {
            if (project.id().value().equals(id)) {
                return IamAnswers.project(project);
            }
        }
        throw IamRefusal.notFound("project");
    }

    private byte[] domains(Reply reply, String path) throws IamRefusal {
        IamDomain domain = Identity.of(caller(reply)).domain(directory);
        return IamAnswers.domains(domain == null ? List.of() : List.of(domain), reply.base() + path);
    }

    private byte[] catalog(Reply reply, String path) throws IamRefusal {
        Caller caller = caller(reply);
        List<IamProject> projects = caller instanceof IamCaller issued && issued.project() != null
                ? projectsOf(caller).stream()
                        .filter(project -> project.id().equals(issued.project()))
                        .toList()
                : projectsOf(caller);
        Catalog catalog = new Catalog(reply.base(), projects.size() == 1 ? projects.get(0) : null);
        return IamAnswers.catalog(catalog, reply.base() + path);
    }

    private ApiResponse token(Reply reply) throws IamRefusal {
        return switch (reply.request().method()) {
            case "POST" -> issue(reply);
            case "GET", "HEAD" -> show(reply, 200, subject(reply));
            case "DELETE" -> revoke(reply);
            default -> throw IamRefusal.methodNotAllowed();
        };
    }

    private ApiResponse issue(Reply reply) throws IamRefusal {
        if (reply.request().bodyTooLarge()) {
            throw IamRefusal.tooLarge();
        }
        return show(reply, 201, logIn.issue(reply.request(), reply.id()));
    }

    private ApiResponse show(Reply reply, int status, IssuedToken token) throws IamRefusal {
        boolean hasCatalog = reply.parameters().text("nocatalog") == null;
        Catalog catalog = hasCatalog ? new Catalog(reply.base(), token.scope().project()) : null;
        byte[] body = IamAnswers.token(token, directory, catalog);
        // A configured token is a secret that is never sent back.
        Map<String, String> subject = token.id() == null ? Map.of() : Map.of(SUBJECT, token.text());
        return reply.answer(status, subject, body);
    }

    private ApiResponse revoke(Reply reply) throws IamRefusal {
        IssuedToken token = subject(reply);
        if (token.id() == null) {
            throw IamRefusal.forbidden("A token of the configuration can be revoked there only.");
        }
        if (!tokens.revoke(token.id(), token.expiry())) {
            throw IamRefusal.tooManyRevoked();
        }
        return reply.noContent();
    }

    // Any authenticated caller may send a token as the subject: everyone who has a token could use it anyway.
    private IssuedToken subject(Reply reply) throws IamRefusal {
        caller(reply);
        List<String> sent = reply.request().headers().all(SUBJECT);
        if (sent.size() != 1 || sent.get(0).isEmpty()) {
            throw IamRefusal.badRequest("There must be one header " + SUBJECT + ".");
        }
        IssuedToken token = tokens.find(sent.get(0));
        if (token == null) {
            throw IamRefusal.notFound("token");
        }
        return token;
    }

    private List<IamProject> projectsOf(Caller caller) {
        return Identity.of(caller).projects(directory, clock.instant());
    }

    private Caller caller(Reply reply) throws IamRefusal {
        Verdict verdict = authentication.authenticate(reply.request());
        if (verdict instanceof Verdict.Proven proven) {
            return proven.caller();
        }
        String why = verdict instanceof Verdict.Disproven disproven ? disproven.why() : "no credentials";
        LOG.info("request {}: identity request -> 401: {}", reply.id(), why);
        throw IamRefusal.unauthorized();
    }
}
