package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.RequestReason;
import org.jspecify.annotations.Nullable;

/** The errors that a binding or its engine finds before there is a request to handle, in the one shape of all errors. */
final class ProtocolErrors {
    private ProtocolErrors() {}

    static ApiResponse of(int status, @Nullable Route route, String id) {
        int known = status >= 400 && status <= 599 ? status : 500;
        Refused refused = Refused.because(reason(known), message(known));
        return refused.status() == known
                ? Responses.refused(route, refused, id)
                : Responses.protocolError(known, route, refused, id);
    }

    private static RequestReason reason(int status) {
        return switch (status) {
            case 401 -> RequestReason.UNAUTHENTICATED;
            case 403 -> RequestReason.FORBIDDEN;
            case 404 -> RequestReason.NOT_FOUND;
            case 413 -> RequestReason.BODY_TOO_LARGE;
            case 415 -> RequestReason.MEDIA_TYPE_UNSUPPORTED;
            case 429 -> RequestReason.OVERLOADED;
            case 503 -> RequestReason.UNAVAILABLE;
            default -> status < 500 ? RequestReason.REQUEST_INVALID : RequestReason.INTERNAL;
        };
    }

    private static String message(int status) {
        return switch (status) {
            case 400 -> "The request is not valid HTTP.";
            case 405 -> "The resource does not have this method.";
            case 408 -> "The request did not arrive in time.";
            case 414 -> "The request line is too long.";
            case 431 -> "The request headers are too long.";
            case 501 -> "The request needs something that is not implemented.";
            case 505 -> "The version of HTTP is not supported.";
            default -> reason(status).message();
        };
    }
}
