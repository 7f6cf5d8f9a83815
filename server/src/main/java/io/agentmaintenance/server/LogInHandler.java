package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.emulator.iam.IamApi;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Handles requests that check a password on a few threads of their own, because a check takes about a twentieth of a second of
 * computing. All other requests go to the next handler, so they never wait for a check. A bounded number of log-ins waits; more
 * are rejected with 429. It needs a {@link RequestBodyHandler} before it. Thread-safe.
 */
final class LogInHandler extends Handler.Wrapper {
    private static final int WAITING = 64;

    private final IamApi iam;
    private final Function<ApiRequest, ApiResponse> api;
    private final ThreadPoolExecutor threads;

    /**
     * Puts itself before another handler.
     *
     * @param next handles all other requests
     * @param iam knows which requests check a password
     * @param api answers those
     */
    LogInHandler(Handler next, IamApi iam, Function<ApiRequest, ApiResponse> api) {
        super(next);
        this.iam = iam;
        this.api = api;
        // Half of the processors, so that guessing passwords leaves the other half to other requests.
        int count = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        threads = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
            Thread thread = new Thread(task, "log-in");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        ApiRequest read = ApiHandler.apiRequest(request);
        if (!iam.checksPassword(read)) {
            return super.handle(request, response, callback);
        }
        try {
            threads.execute(() -> answer(read, request, response, callback));
        } catch (RejectedExecutionException e) {
            ApiHandler.write(iam.overloaded(read), response, callback);
        }
        return true;
    }

    private void answer(ApiRequest read, Request request, Response response, Callback callback) {
        try {
            ApiHandler.write(api.apply(read), response, callback);
        } catch (Throwable e) {
            // Jetty catches only what a handler throws on Jetty's threads, and does not log all that is answered here.
            OutOfMemoryExit.exitIfOutOfMemory(e);
            Response.writeError(request, response, callback, e);
        }
    }

    @Override
    protected void doStop() throws Exception {
        threads.shutdown();
        super.doStop();
    }
}
