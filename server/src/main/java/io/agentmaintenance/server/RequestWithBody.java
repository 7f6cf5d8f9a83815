package io.agentmaintenance.server;

import org.eclipse.jetty.server.Request;

/** A request whose body was read, or found to be too large. */
final class RequestWithBody extends Request.Wrapper {
    private static final byte[] NO_BODY = {};

    private final byte[] body;
    private final boolean tooLarge;

    private RequestWithBody(Request request, byte[] body, boolean tooLarge) {
        super(request);
        this.body = body;
        this.tooLarge = tooLarge;
    }

    static RequestWithBody of(Request request, byte[] body) {
        return new RequestWithBody(request, body, false);
    }

    static RequestWithBody withoutBody(Request request) {
        return new RequestWithBody(request, NO_BODY, false);
    }

    static RequestWithBody tooLarge(Request request) {
        return new RequestWithBody(request, NO_BODY, true);
    }

    /** {@return the whole body, not copied; empty if there is none or if it is too large} */
    byte[] body() {
        return body;
    }

    /** {@return whether the body is larger than the limit, so that the rest of it was not read} */
    boolean isTooLarge() {
        return tooLarge;
    }
}
