package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.RequestHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds a request as a binding would. It has a Host and, with a body, a content type; no credentials unless added. */
final class TestRequest {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final String method;
    private final String path;
    private @Nullable String query;
    private byte[] body = {};
    private boolean tooLarge;

    private TestRequest(String method, String path) {
        this.method = method;
        this.path = path;
        header("Host", "127.0.0.1:8080");
    }

    static TestRequest of(String method, String path) {
        return new TestRequest(method, path);
    }

    TestRequest query(@Nullable String text) {
        query = text;
        return this;
    }

    TestRequest token(String token) {
        return header("X-Auth-Token", token);
    }

    /** Sets all fields of this name. */
    TestRequest header(String name, String... values) {
        headers.put(name, List.of(values));
        return this;
    }

    TestRequest headers(Map<String, String> fields) {
        fields.forEach(this::header);
        return this;
    }

    TestRequest body(String json) {
        body = json.getBytes(StandardCharsets.UTF_8);
        return header("Content-Type", "application/json");
    }

    TestRequest tooLarge() {
        tooLarge = true;
        return this;
    }

    ApiRequest build() {
        return new ApiRequest(method, path, query, new Fields(headers), body, tooLarge);
    }

    private record Fields(Map<String, List<String>> fields) implements RequestHeaders {
        @Override
        public @Nullable String first(String name) {
            return all(name).isEmpty() ? null : all(name).get(0);
        }

        @Override
        public List<String> all(String name) {
            return fields.getOrDefault(name, List.of());
        }
    }
}
