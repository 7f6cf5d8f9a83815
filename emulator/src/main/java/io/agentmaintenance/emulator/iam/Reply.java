package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The answer to one request: adds the request id and headers, and knows the address that the client called. Not thread-safe. */
final class Reply {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern VALID_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern VALID_HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
    private static final byte[] NOTHING = {};

    private final ApiRequest request;
    private final String id;

    Reply(ApiRequest request) {
        this.request = request;
        String sent = request.headers().first(REQUEST_ID);
        this.id = sent != null && VALID_ID.matcher(sent).matches()
                ? sent
                : UUID.randomUUID().toString();
    }

    /** Writes a body, or refuses to. */
    @FunctionalInterface
    interface Body {
        byte[] write() throws IamRefusal;
    }

    ApiRequest request() {
        return request;
    }

    /** The id of the request: the id that the client sent if it is valid, else a new one. */
    String id() {
        return id;
    }

    Parameters parameters() {
        return new Parameters(request.query());
    }

    /** The scheme and host that the client called. Links start with them, because clients follow links. */
    String base() {
        String host = request.headers().first("Host");
        boolean secure = "https".equals(request.headers().first("X-Forwarded-Proto"));
        return (secure ? "https://" : "http://")
                + (host != null && VALID_HOST.matcher(host).matches() ? host : "localhost");
    }

    ApiResponse get(Body body) throws IamRefusal {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw IamRefusal.methodNotAllowed();
        }
        return answer(200, Map.of(), body.write());
    }

    ApiResponse answer(int status, Map<String, String> more, byte[] body) {
        Map<String, String> headers = headers();
        headers.put("Content-Type", "application/json");
        headers.putAll(more);
        return new ApiResponse(status, headers, body);
    }

    ApiResponse noContent() {
        return new ApiResponse(204, headers(), NOTHING);
    }

    /** The answer to a refused request. The allowed methods are for status 405. */
    ApiResponse error(IamRefusal refusal, String methods) {
        Map<String, String> more = new LinkedHashMap<>();
        switch (refusal.status()) {
            case 401 -> more.put("WWW-Authenticate", "Keystone uri=\"" + base() + "/v3\"");
            case 405 -> more.put("Allow", methods);
            default -> {}
        }
        if (refusal.retryAfter() > 0) {
            more.put("Retry-After", String.valueOf(refusal.retryAfter()));
        }
        return answer(refusal.status(), more, IamAnswers.error(refusal));
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put(REQUEST_ID, id);
        return headers;
    }
}
