package io.agentmaintenance.adapter.http;

import io.agentmaintenance.adapter.http.Authentication.Verdict;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TextForm;
import java.time.Clock;

/** Decides whether a request may do what it asks for. Thread-safe. */
final class AccessControl {
    private static final String TOKEN = "X-Auth-Token";

    private final Authentication authentication;
    private final Clock clock;

    AccessControl(Authentication authentication, Clock clock) {
        this.authentication = authentication;
        this.clock = clock;
    }

    /**
     * {@return the project of the request}
     *
     * @throws ApiException if the credentials are missing, unknown or expired in this project (401), if the project has a wrong form
     *     (400), or if the caller may not do this in this project (403)
     */
    ProjectId admit(ApiRequest request, Route.Match match, RequestContext context) throws ApiException {
        Caller caller = caller(request, context);
        ProjectId project = project(match.project(), context);
        Grant grant = caller.grant(project);
        if (grant == null) {
            throw ApiException.of(ApiError.FORBIDDEN);
        }
        if (!grant.isInForceAt(clock.instant())) {
            throw ApiException.of(ApiError.UNAUTHENTICATED).logging("credentials expired in this project");
        }
        if (!grant.actions().contains(match.route().action())) {
            throw ApiException.of(ApiError.FORBIDDEN);
        }
        return project;
    }

    private Caller caller(ApiRequest request, RequestContext context) throws ApiException {
        for (String token : request.headers().all(TOKEN)) {
            if (token.length() > TokenStore.MAX_LENGTH) {
                throw ApiException.of(
                        ApiError.REQUEST_INVALID, TOKEN + " must have 1 to " + TokenStore.MAX_LENGTH + " characters");
            }
        }
        Verdict verdict = authentication.authenticate(request);
        if (verdict instanceof Verdict.Proven proven) {
            context.setCaller(proven.caller());
            return proven.caller();
        }
        String why = verdict instanceof Verdict.Disproven disproven ? disproven.why() : "no credentials";
        throw ApiException.of(ApiError.UNAUTHENTICATED).logging(why);
    }

    private static ProjectId project(String text, RequestContext context) throws ApiException {
        if (!TextForm.PROJECT_ID.accepts(text)) {
            throw ApiException.ofField("project_id", "must match " + TextForm.PROJECT_ID.pattern());
        }
        ProjectId project = ProjectId.of(text);
        context.setProject(project);
        return project;
    }
}
