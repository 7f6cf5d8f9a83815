package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * The server's error handler. It answers in the API's error format what Jetty or a handler rejects before the API sees it, and
 * what fails around the API. Thread-safe.
 */
final class ProtocolErrors implements Request.Handler {
    private final AgentMaintenanceApi api;
    private final LongAdder overloaded = new LongAdder();

    ProtocolErrors(AgentMaintenanceApi api) {
        this.api = api;
    }

    /** {@return how many requests were rejected with 429 since the last call} */
    long overloadedSinceLastCall() {
        return overloaded.sumThenReset();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        RequestWithBody read = Request.as(request, RequestWithBody.class);
        if (read == null || read.isTooLarge()) {
            // The request was not read to its end, so the connection cannot be used again.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        ApiHandler.write(answer(request, response), response, callback);
        return true;
    }

    private ApiResponse answer(Request request, Response response) {
        Object status = request.getAttribute(ErrorHandler.ERROR_STATUS);
        int code = status instanceof Integer given ? given : response.getStatus();
        if (code == HttpStatus.TOO_MANY_REQUESTS_429) {
            overloaded.increment();
            return api.overloaded(ApiHandler.apiRequest(request));
        }
        String method = request.getMethod();
        String path = request.getHttpURI().getPath();
        return api.protocolError(known(code), method == null ? "" : method, path == null ? "" : path);
    }

    /** Jetty answers HTTP/2 without an upgrade with 426, which needs a header {@code Upgrade}; we offer no upgrade. */
    private static int known(int status) {
        return status == HttpStatus.UPGRADE_REQUIRED_426 ? HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505 : status;
    }
}
