package io.agentmaintenance.adapter.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds responses: the headers that every answer has, and the one shape of all errors. */
final class Responses {
    private static final String CONTENT_TYPE = "Content-Type";
    // In small letters: some clients take no notice of a body whose type is spelt otherwise.
    private static final String JSON = "application/json";
    private static final String RETRY_AFTER = "Retry-After";
    private static final byte[] NOTHING = {};

    private Responses() {}

    static ApiResponse ok(int status, String id, byte[] body) {
        return new ApiResponse(status, Map.of(CONTENT_TYPE, JSON, RequestIds.HEADER, id), body);
    }

    /** Tells the methods of a resource. */
    static ApiResponse options(Route route, String id) {
        return new ApiResponse(204, Map.of("Allow", route.allowed(), RequestIds.HEADER, id), NOTHING);
    }

    /** An error; {@code route} is null if it is none of the three resources. */
    static ApiResponse refused(@Nullable Route route, Refused refused, String id) {
        Map<String, String> headers = headers(id);
        switch (refused.reason()) {
            // The standard demands a challenge; the name of the scheme is ours.
            case UNAUTHENTICATED -> headers.put("WWW-Authenticate", "X-Auth-Token realm=\"agent-maintenance\"");
            case METHOD_NOT_ALLOWED -> headers.put("Allow", route == null ? "GET, HEAD" : route.allowed());
            case OVERLOADED -> headers.put(RETRY_AFTER, "1");
            case UNAVAILABLE -> headers.put(RETRY_AFTER, "5");
            default -> {}
        }
        return answer(refused.status(), headers, body(route, refused));
    }

    /** An error of a status that the function itself never gives. */
    static ApiResponse protocolError(int status, @Nullable Route route, Refused refused, String id) {
        return answer(status, headers(id), body(route, refused));
    }

    private static ApiResponse answer(int status, Map<String, String> headers, byte[] body) {
        return new ApiResponse(status, Map.copyOf(headers), body);
    }

    static String code(@Nullable Route route, Refused refused) {
        return route == null || route == Route.CREATE
                ? refused.reason().code()
                : CesCode.of(route, refused).code();
    }

    private static Map<String, String> headers(String id) {
        Map<String, String> headers = new HashMap<>();
        headers.put(CONTENT_TYPE, JSON);
        headers.put(RequestIds.HEADER, id);
        return headers;
    }

    private static byte[] body(@Nullable Route route, Refused refused) {
        return Json.object(256, out -> {
            Json.member(out, Wire.ERROR_CODE, code(route, refused));
            Json.foreign(out, Wire.ERROR_MSG, refused.message());
        });
    }
}
