package io.agentmaintenance.adapter.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds responses: the headers that every answer has, and the shape of all errors. */
final class Responses {
    private static final String CONTENT_TYPE = "Content-Type";
    // In lower case, because some clients ignore a body whose type is spelt otherwise.
    private static final String JSON = "application/json";
    private static final String RETRY_AFTER = "Retry-After";
    private static final byte[] NOTHING = {};

    private Responses() {}

    static ApiResponse ok(int status, String id, byte[] body) {
        return new ApiResponse(status, Map.of(CONTENT_TYPE, JSON, RequestIds.HEADER, id), body);
    }

    /** Lists the methods of a resource. */
    static ApiResponse options(Route route, String id) {
        return new ApiResponse(204, Map.of("Allow", route.allowed(), RequestIds.HEADER, id), NOTHING);
    }

    /** An error; {@code route} is null if it is none of the three resources. */
    static ApiResponse error(@Nullable Route route, ApiException exception, String id) {
        Map<String, String> headers = headers(id);
        switch (exception.error()) {
            // The standard demands a challenge; the name of the scheme is ours.
            case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "X-Auth-Token realm=\"agent-maintenance\"");
            case METHOD_NOT_ALLOWED -> headers.put("Allow", route == null ? "GET, HEAD" : route.allowed());
            case OVERLOADED -> headers.put(RETRY_AFTER, "1");
            case UNAVAILABLE -> headers.put(RETRY_AFTER, "5");
            default -> {}
        }
        return new ApiResponse(exception.error().status(), Map.copyOf(headers), body(route, exception));
    }

    /** An error with a status that is not in the catalogue. */
    static ApiResponse protocolError(int status, @Nullable Route route, ApiException exception, String id) {
        return new ApiResponse(status, Map.copyOf(headers(id)), body(route, exception));
    }

    private static byte[] body(@Nullable Route route, ApiException exception) {
        return Json.object(out -> {
            out.writeStringProperty("error_code", exception.error().code(route));
            Json.writeText(out, "error_msg", exception.message());
        });
    }

    private static Map<String, String> headers(String id) {
        Map<String, String> headers = new HashMap<>();
        headers.put(CONTENT_TYPE, JSON);
        headers.put(RequestIds.HEADER, id);
        return headers;
    }
}
