package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.agentmaintenance.adapter.http.ApiResponse;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers {@code /metrics}. Needs no credentials. Thread-safe. */
final class MetricsHandler extends Handler.Wrapper {
    static final String PATH = "/metrics";

    private static final byte[] NO_BODY = {};

    private final ServerMetrics metrics;

    /**
     * Makes a handler; the one that it wraps, if there is one, answers all other paths.
     *
     * @param metrics the metrics
     */
    MetricsHandler(ServerMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!PATH.equals(request.getHttpURI().getPath())) {
            return super.handle(request, response, callback);
        }
        ApiHandler.write(
                HealthHandler.isRead(request)
                        ? new ApiResponse(
                                HttpStatus.OK_200,
                                Map.of(
                                        "Content-Type",
                                        "text/plain; version=0.0.4; charset=utf-8",
                                        "Cache-Control",
                                        "no-store"),
                                metrics.scrape().getBytes(UTF_8))
                        : new ApiResponse(HttpStatus.METHOD_NOT_ALLOWED_405, Map.of("Allow", "GET, HEAD"), NO_BODY),
                response,
                callback);
        return true;
    }
}
