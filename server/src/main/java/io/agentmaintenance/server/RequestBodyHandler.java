package io.agentmaintenance.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Reads the whole body of a request, without blocking, before it calls the next handler. A slow sender therefore occupies no
 * thread and no permit of a {@code QoSHandler} behind it. Bodies count against a {@link BodyMemory} until the request is
 * answered; a request that finds no memory is rejected with 429. Thread-safe.
 */
final class RequestBodyHandler extends Handler.Wrapper {
    private final BodyMemory memory;
    private final int maxBody;

    /**
     * Puts itself before another handler.
     *
     * @param next receives a {@link RequestWithBody}; its invocation type decides on which thread the end of a body is
     *     handled, so that a blocking handler never runs on a selector thread
     * @param memory the memory for all bodies
     * @param maxBody the largest body in bytes; of a larger one no more is read
     */
    RequestBodyHandler(Handler next, BodyMemory memory, int maxBody) {
        super(next);
        this.memory = memory;
        this.maxBody = maxBody;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        long declared = request.getLength();
        if (declared == 0) {
            return super.handle(RequestWithBody.withoutBody(request), response, callback);
        }
        if (declared > maxBody) {
            closeAfterwards(response);
            return super.handle(RequestWithBody.tooLarge(request), response, callback);
        }
        Listener listener = new Listener(request, response, callback);
        new RequestBodyReader(request, (int) declared, maxBody, memory, getInvocationType(), listener).run();
        return true;
    }

    /** The rest of the body is not read, so the connection cannot be used again. */
    private static void closeAfterwards(Response response) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }

    private void handleNext(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
            }
        } catch (Throwable e) {
            // Jetty catches what a handler throws only while it calls the handler, not when the rest of a body arrives.
            Response.writeError(request, response, callback, e);
        }
    }

    private final class Listener implements RequestBodyReader.Listener {
        private final Request request;
        private final Response response;
        private final Callback callback;

        Listener(Request request, Response response, Callback callback) {
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void complete(byte[] body) {
            Callback release = Callback.from(callback, () -> memory.resize(body.length, 0));
            handleNext(RequestWithBody.of(request, body), response, release);
        }

        @Override
        public void tooLarge() {
            closeAfterwards(response);
            handleNext(RequestWithBody.tooLarge(request), response, callback);
        }

        @Override
        public void noMemory() {
            Response.writeError(request, response, callback, HttpStatus.TOO_MANY_REQUESTS_429);
        }

        @Override
        public void failed(Throwable failure) {
            callback.failed(failure);
        }
    }
}
