package io.agentmaintenance.adapter.http;

import org.jspecify.annotations.Nullable;

/** Answers errors that a server finds before there is a request to handle, in the shape of all other errors. */
final class ProtocolErrors {
    private ProtocolErrors() {}

    static ApiResponse of(int status, @Nullable Route route, String id) {
        int known = status >= 400 && status <= 599 ? status : 500;
        ApiException exception = ApiException.of(error(known), message(known));
        return exception.error().status() == known
                ? Responses.error(route, exception, id)
                : Responses.protocolError(known, route, exception, id);
    }

    private static ApiError error(int status) {
        return switch (status) {
            case 401 -> ApiError.UNAUTHENTICATED;
            case 403 -> ApiError.FORBIDDEN;
            case 404 -> ApiError.NOT_FOUND;
            case 413 -> ApiError.BODY_TOO_LARGE;
            case 415 -> ApiError.MEDIA_TYPE_UNSUPPORTED;
            case 429 -> ApiError.OVERLOADED;
            case 503 -> ApiError.UNAVAILABLE;
            default -> status < 500 ? ApiError.REQUEST_INVALID : ApiError.INTERNAL;
        };
    }

    /** The message of an error with this status. */
    static String message(int status) {
        return switch (status) {
            case 400 -> "The request is not valid HTTP.";
            case 405 -> "The resource does not have this method.";
            case 408 -> "The request did not arrive in time.";
            case 414 -> "The request line is too long.";
            case 431 -> "The request headers are too long.";
            case 501 -> "The request needs something that is not implemented.";
            case 505 -> "The version of HTTP is not supported.";
            default -> error(status).message();
        };
    }
}
