package io.agentmaintenance.adapter.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds a request as a binding would: by default that of a caller who may do everything in the project. */
final class Request {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final String method;
    private String path;
    private @Nullable String query;
    private byte[] body = {};
    private boolean tooLarge;

    private Request(String method, String path) {
        this.method = method;
        this.path = path;
        token(World.TOKEN);
    }

    static Request create(String json) {
        return of("POST", "/v3/" + World.PROJECT + "/agent-invocations/batch-create")
                .header("Content-Type", "application/json")
                .body(json);
    }

    static Request list(@Nullable String query) {
        return of("GET", "/v3/" + World.PROJECT + "/agent-invocations").query(query);
    }

    static Request status(String json) {
        return of("POST", "/v3/" + World.PROJECT + "/agent-status/batch-query")
                .header("Content-Type", "application/json")
                .body(json);
    }

    static Request of(String method, String path) {
        return new Request(method, path);
    }

    Request inProject(String project) {
        path = path.replace(World.PROJECT, project);
        return this;
    }

    Request at(String otherPath) {
        path = otherPath;
        return this;
    }

    Request query(@Nullable String text) {
        query = text;
        return this;
    }

    Request token(String token) {
        return header("X-Auth-Token", token);
    }

    /** Sets the only field of this name. */
    Request header(String name, String value) {
        headers.put(name, new ArrayList<>(List.of(value)));
        return this;
    }

    Request another(String name, String value) {
        headers.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        return this;
    }

    Request without(String name) {
        headers.remove(name);
        return this;
    }

    Request body(String json) {
        return body(json.getBytes(StandardCharsets.UTF_8));
    }

    Request body(byte[] bytes) {
        body = bytes;
        return this;
    }

    Request tooLarge() {
        tooLarge = true;
        return this;
    }

    ApiRequest build() {
        return new ApiRequest(method, path, query, new Fields(headers), body, tooLarge);
    }

    Reply to(AgentMaintenanceApi api) {
        ApiRequest request = build();
        ApiResponse response = api.handle(request);
        Description.allows(request, response);
        return new Reply(response);
    }

    /** Header fields of any spelling. */
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
