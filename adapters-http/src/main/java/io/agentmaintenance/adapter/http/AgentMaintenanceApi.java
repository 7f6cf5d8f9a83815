package io.agentmaintenance.adapter.http;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The three APIs (create, list, status) as one function from request to response: start here. It does not depend on an HTTP server.
 * A binding is the code between a server and this function, such as {@link AgentMaintenanceServlet}: it reads a request, calls
 * {@link #handle} and writes the response. The call takes as long as the host's ports do. Thread-safe.
 *
 * <p>A request is checked in this order, and the response is about the first check that fails: path (404), method (405), length of the body
 * (413), length of the token (400), credentials (401), form of the project (400), rights in that project (401 if they have
 * expired there, 403 if there are none), content type (415), content (400; the message names the first violation and says how many more
 * there are). OPTIONS, and the description of the API at {@code /openapi.yaml}, need no credentials. Every response has an
 * {@code X-Request-Id}; every error has the members {@code error_code} and {@code error_msg}.
 */
public final class AgentMaintenanceApi {
    /** The greatest number of bytes of a body: 1 MiB. A binding need not read more. */
    public static final int MAX_BODY = Json.MAX_BYTES;

    private static final Logger LOG = LoggerFactory.getLogger(AgentMaintenanceApi.class);

    private final Endpoints endpoints;
    private final AccessControl access;
    private final RequestIds ids;

    private AgentMaintenanceApi(Builder builder) {
        this.endpoints = new Endpoints(builder.maintenance, builder.strict);
        this.access = new AccessControl(builder.authentication, builder.clock);
        this.ids = new RequestIds(builder.requestIds);
    }

    /**
     * {@return a new builder}
     *
     * @param maintenance the service that is exposed; it needs a validator, see {@link RequestValidator}
     * @param authentication checks the credentials of each request
     */
    public static Builder builder(AgentMaintenance maintenance, Authentication authentication) {
        return new Builder(maintenance, authentication);
    }

    /**
     * Handles one request. Never throws: an unexpected failure is logged with the id of the request and answered 500, or 503
     * if a port failed.
     *
     * <p>HEAD is answered like GET, with a body. A binding sends its length but not the body.
     *
     * @param request the request
     * @return the response
     */
    public ApiResponse handle(ApiRequest request) {
        return handle(request, "");
    }

    /** The same for a binding whose paths begin with a prefix ({@code mount}), which is removed before the path is compared. */
    ApiResponse handle(ApiRequest request, String mount) {
        RequestContext context = begin(request);
        ApiResponse response;
        try {
            response = answer(request, mount, context);
        } catch (ApiException e) {
            context.setError(e);
            response = Responses.error(context.route(), e, context.id());
        } catch (PortException e) {
            LOG.warn("request {}: {}", context.id(), e.getMessage());
            LOG.debug("request {}", context.id(), e);
            response = failed(context, ApiError.UNAVAILABLE);
        } catch (Throwable e) {
            // Errors too: a failure of one request must not end the binding's thread or connection.
            LOG.error("request {} failed unexpectedly", context.id(), e);
            response = failed(context, ApiError.INTERNAL);
        }
        context.log(LOG, response.status());
        return response;
    }

    /**
     * Rejects a request because of overload. Reads only its path and its request id.
     *
     * @param request the request; its body need not have been read
     * @return the response: 429 with {@code Retry-After}
     */
    public ApiResponse overloaded(ApiRequest request) {
        return reject(request, ApiError.OVERLOADED);
    }

    /**
     * Rejects a request because the service starts or stops. Reads only its path and its request id.
     *
     * @param request the request; its body need not have been read
     * @return the response: 503 with {@code Retry-After}
     */
    public ApiResponse unavailable(ApiRequest request) {
        return reject(request, ApiError.UNAVAILABLE);
    }

    /**
     * Answers a request that a server could not parse, in the shape of all other errors, and logs it at INFO.
     *
     * @param status the status that the server chose, 400 to 599; another one becomes 500
     * @param method the method as far as the server could read it, perhaps empty
     * @param path the path as far as the server could read it, perhaps empty; it decides which API's error code is used
     * @return the response, with a new request id
     */
    public ApiResponse protocolError(int status, String method, String path) {
        Route.Match match = Route.of(path);
        RequestContext context = new RequestContext(ids.ours(), method, path);
        context.setRoute(match == null ? null : match.route());
        context.setOutcome(() -> ProtocolErrors.message(status));
        ApiResponse response = ProtocolErrors.of(status, context.route(), context.id());
        context.log(LOG, response.status());
        return response;
    }

    private RequestContext begin(ApiRequest request) {
        try {
            return new RequestContext(ids.of(request.headers()), request.method(), request.path());
        } catch (RuntimeException e) {
            String id = ids.ours();
            LOG.error("request {}: no request id could be found", id, e);
            return new RequestContext(id, request.method(), request.path());
        }
    }

    private ApiResponse answer(ApiRequest request, String mount, RequestContext context) throws ApiException {
        if (request.path().equals(mount + OpenApiDocument.PATH)) {
            return OpenApiDocument.answer(request.method(), context.id());
        }
        Route.Match match =
                request.path().startsWith(mount) ? Route.of(request.path().substring(mount.length())) : null;
        if (match == null) {
            throw ApiException.of(ApiError.NOT_FOUND);
        }
        Route route = match.route();
        context.setRoute(route);
        if ("OPTIONS".equals(request.method())) {
            return Responses.options(route, context.id());
        }
        if (!route.answers(request.method())) {
            throw ApiException.of(ApiError.METHOD_NOT_ALLOWED);
        }
        // Before the credentials, because a signature covers the whole body and this body was not read completely.
        if (request.bodyTooLarge() || request.body().length > MAX_BODY) {
            throw ApiException.of(ApiError.BODY_TOO_LARGE);
        }
        ProjectId project = access.admit(request, match, context);
        if (route.hasBody()) {
            MediaType.require(request.headers());
        }
        return endpoints.answer(route, project, request, context);
    }

    private ApiResponse reject(ApiRequest request, ApiError error) {
        RequestContext context = begin(request);
        Route.Match match = Route.of(request.path());
        context.setRoute(match == null ? null : match.route());
        ApiResponse response = failed(context, error);
        context.log(LOG, response.status());
        return response;
    }

    private static ApiResponse failed(RequestContext context, ApiError error) {
        return Responses.error(context.route(), ApiException.of(error), context.id());
    }

    /** Collects the settings of a host. Not thread-safe. */
    public static final class Builder {
        private final AgentMaintenance maintenance;
        private final Authentication authentication;
        private Clock clock = Clock.systemUTC();
        private boolean strict;
        private @Nullable Supplier<String> requestIds;

        private Builder(AgentMaintenance maintenance, Authentication authentication) {
            this.maintenance = maintenance;
            this.authentication = authentication;
        }

        /**
         * Sets the clock that the expiry of rights is compared with. The default is the system's clock.
         *
         * @param source the clock; must be the one that the authentication uses
         * @return this builder
         */
        public Builder clock(Clock source) {
            clock = source;
            return this;
        }

        /**
         * Sets the strict mode: unknown members of a body, unknown parameters of a query and empty optional texts are refused.
         * The default is to ignore unknown ones, because clients may be newer than servers, and to treat an empty optional text as
         * absent, because scripts send an empty text for a variable that is not set.
         *
         * @param refuse whether to refuse them; the message then names them
         * @return this builder
         */
        public Builder rejectUnknownFields(boolean refuse) {
            strict = refuse;
            return this;
        }

        /**
         * Sets the source of ids for requests that come without a valid one. A valid id has 1 to 64 letters, digits, dots,
         * underscores and hyphens. By default an id is a random prefix and a count.
         *
         * @param source returns the ids; thread-safe; an id that is not valid is replaced
         * @return this builder
         */
        public Builder requestIds(Supplier<String> source) {
            requestIds = source;
            return this;
        }

        /**
         * {@return the function}
         */
        public AgentMaintenanceApi build() {
            return new AgentMaintenanceApi(this);
        }
    }
}
