package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.ApiResponse;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Answers {@code /health/live} and {@code /health/ready} in front of all other handlers, so that no answer waits for a request that waits for the
 * database. Needs no credentials. Thread-safe.
 */
final class HealthHandler extends Handler.Wrapper {
    static final String LIVE = "/health/live";
    static final String READY = "/health/ready";

    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] NO_BODY = {};

    private final Readiness readiness;

    /**
     * Makes a handler; the one that it wraps answers all other paths.
     *
     * @param readiness whether the server is ready
     */
    HealthHandler(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = String.valueOf(request.getHttpURI().getPath());
        if (!path.equals(LIVE) && !path.equals(READY)) {
            return super.handle(request, response, callback);
        }
        List<String> problems = path.equals(LIVE) ? List.of() : readiness.problems();
        ApiHandler.write(
                isRead(request)
                        ? answer(problems)
                        : new ApiResponse(HttpStatus.METHOD_NOT_ALLOWED_405, Map.of("Allow", "GET, HEAD"), NO_BODY),
                response,
                callback);
        return true;
    }

    /** {@return whether a request has the method GET or HEAD} */
    static boolean isRead(Request request) {
        return HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    }

    private static ApiResponse answer(List<String> problems) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), body, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeStringProperty("status", problems.isEmpty() ? "UP" : "DOWN");
            if (!problems.isEmpty()) {
                json.writeArrayPropertyStart("problems");
                problems.forEach(json::writeString);
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        return new ApiResponse(
                problems.isEmpty() ? HttpStatus.OK_200 : HttpStatus.SERVICE_UNAVAILABLE_503,
                Map.of("Content-Type", "application/json", "Cache-Control", "no-store"),
                body.toByteArray());
    }
}
