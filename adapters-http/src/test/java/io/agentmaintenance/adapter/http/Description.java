package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The API's description as an oracle: every answer that a test sees must be one that the description allows. */
public final class Description {
    static final JsonNode DOCUMENT = ApiDescription.published().document();

    private Description() {}

    /** Checks an answer, and the request too if it was successful. */
    public static void allows(ApiRequest request, ApiResponse response) {
        Map<String, List<String>> headers = response.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, field -> List.of(field.getValue())));
        ApiDescription.published()
                .requires(new Exchange(
                        request.method(),
                        request.path(),
                        new String(request.body(), StandardCharsets.UTF_8),
                        response.status(),
                        headers,
                        new String(response.body(), StandardCharsets.UTF_8)));
    }

    static JsonNode declared(Route route) {
        return switch (route) {
            case CREATE -> DOCUMENT.at("/paths/~1v3~1{project_id}~1agent-invocations~1batch-create/post");
            case LIST -> DOCUMENT.at("/paths/~1v3~1{project_id}~1agent-invocations/get");
            case STATUS -> DOCUMENT.at("/paths/~1v3~1{project_id}~1agent-status~1batch-query/post");
        };
    }

    static void valid(String schema, String json) {
        assertThat(errors(schema, json))
                .as("%s by the description of %s", json, schema)
                .isEmpty();
    }

    static List<String> errors(String schema, String json) {
        return ApiDescription.published().complaints(schema, json);
    }
}
