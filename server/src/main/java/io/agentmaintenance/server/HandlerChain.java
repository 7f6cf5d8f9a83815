package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.emulator.iam.IamApi;
import java.time.Duration;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * The handlers between Jetty and the API, in one of two ways. Only the composition root knows whether a port of the API can
 * block, so it chooses.
 */
final class HandlerChain {
    private HandlerChain() {}

    /**
     * {@return the chain for the API of the server}
     *
     * @param api the API
     * @param iam the identity service; null if there is none
     * @param concurrent how many requests are answered at the same time if the API may block; 0 if it never does
     * @param longestWait how long a request waits for its turn before it is rejected with 429
     */
    static Handler of(AgentMaintenanceApi api, @Nullable IamApi iam, int concurrent, Duration longestWait) {
        BodyMemory memory = BodyMemory.ofHeap();
        Function<ApiRequest, ApiResponse> all = iam == null
                ? api::handle
                : request -> {
                    ApiResponse answer = iam.handle(request);
                    return answer == null ? api.handle(request) : answer;
                };
        if (concurrent > 0) {
            return blocking(all, iam, memory, AgentMaintenanceApi.MAX_BODY, concurrent, longestWait);
        }
        return iam == null
                ? nonBlocking(all, memory, AgentMaintenanceApi.MAX_BODY)
                : nonBlocking(all, iam, memory, AgentMaintenanceApi.MAX_BODY);
    }

    /**
     * {@return a chain for an API that never blocks} The thread that reads a request also answers it. There is no admission:
     * connections and bodies are bounded, so the time that a request waits is bounded too.
     *
     * @param api answers a request, without blocking
     * @param memory the memory for all request bodies
     * @param maxBody the largest body in bytes
     */
    static Handler nonBlocking(Function<ApiRequest, ApiResponse> api, BodyMemory memory, int maxBody) {
        return new RequestBodyHandler(new ApiHandler(api, InvocationType.NON_BLOCKING), memory, maxBody);
    }

    /**
     * {@return the same chain with an identity service} Only the checks of its passwords run on threads of their own.
     *
     * @param api answers a request; it blocks only while it checks a password
     * @param iam the identity service, which is a part of the API
     * @param memory the memory for all request bodies
     * @param maxBody the largest body in bytes
     */
    static Handler nonBlocking(Function<ApiRequest, ApiResponse> api, IamApi iam, BodyMemory memory, int maxBody) {
        Handler all = new ApiHandler(api, InvocationType.NON_BLOCKING);
        return new RequestBodyHandler(new LogInHandler(all, iam, api), memory, maxBody);
    }

    /**
     * {@return a chain for an API that may block, for example on a database} A request is answered by a virtual thread where
     * the runtime has them, else by a thread of the server's pool.
     *
     * @param api answers a request
     * @param iam the identity service, which is a part of the API; null if there is none
     * @param memory the memory for all request bodies
     * @param maxBody the largest body in bytes
     * @param concurrent how many requests are answered at the same time; others wait
     * @param longestWait how long a request waits for its turn before it is rejected with 429; longer than zero
     */
    static Handler blocking(
            Function<ApiRequest, ApiResponse> api,
            @Nullable IamApi iam,
            BodyMemory memory,
            int maxBody,
            int concurrent,
            Duration longestWait) {
        QoSHandler admission = new QoSHandler(new ApiHandler(api, InvocationType.BLOCKING));
        admission.setMaxRequestCount(concurrent);
        // Not bounded here: a connection has one request at a time, and the connections are bounded.
        admission.setMaxSuspendedRequestCount(-1);
        admission.setMaxSuspend(longestWait);
        admission.setRejectStatusCode(HttpStatus.TOO_MANY_REQUESTS_429);
        Handler all = iam == null ? admission : new LogInHandler(admission, iam, api);
        return new RequestBodyHandler(all, memory, maxBody);
    }
}
