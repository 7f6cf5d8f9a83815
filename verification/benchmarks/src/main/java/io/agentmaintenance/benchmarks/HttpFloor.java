package io.agentmaintenance.benchmarks;

import io.agentmaintenance.adapter.http.ApiRequest;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Common parts of the hand-written floors: the known callers, and the valid ids. */
final class HttpFloor {
    private static final Set<String> TOKENS = Set.of(HttpService.TOKEN);

    private HttpFloor() {}

    static void require(ApiRequest request, String method, String path) {
        String token = request.headers().first("X-Auth-Token");
        require(request.method().equals(method)
                && request.path().equals(path)
                && token != null
                && TOKENS.contains(token));
    }

    static void requireJson(ApiRequest request, String path) {
        require(request, "POST", path);
        require("application/json".equals(request.headers().first("Content-Type")));
    }

    /** Adds the ids of the next array of the parser. */
    static void readIds(JsonParser in, Collection<String> ids) {
        require(in.nextToken() == JsonToken.START_ARRAY);
        for (String id = in.nextStringValue(); id != null; id = in.nextStringValue()) {
            require(!id.isEmpty() && id.length() <= 64);
            for (int i = 0; i < id.length(); i++) {
                char c = id.charAt(i);
                require((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '-');
            }
            ids.add(id);
        }
    }

    static void text(JsonGenerator out, String name, @Nullable String value) {
        out.writeName(name);
        out.writeString(value);
    }

    static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException("not a valid request");
        }
    }
}
