package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The API's description as an oracle: every answer that a test sees must be one that the description allows. */
final class Description {
    static final JsonNode DOCUMENT = read();

    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private Description() {}

    /** Checks an answer, and that the request was one that is described if it was done. */
    static void allows(ApiRequest request, ApiResponse response) {
        Route.Match match = Route.of(request.path());
        boolean hasBody = response.body().length > 0;
        assertThat(response.headers().get("X-Request-Id")).matches("^[A-Za-z0-9._-]{1,64}$");
        assertThat(response.headers().containsKey("Content-Type")).isEqualTo(hasBody);
        if (!hasBody || request.path().equals(OpenApiDocument.PATH)) {
            return;
        }
        String body = new String(response.body(), StandardCharsets.UTF_8);
        if (response.status() >= 400) {
            boolean task = match == null || match.route() == Route.CREATE;
            valid(task ? "TaskError" : "SiblingError", body);
            return;
        }
        assertThat(match).isNotNull();
        assertThat(declared(match.route()).get("responses").has(Integer.toString(response.status())))
                .isTrue();
        valid(
                switch (match.route()) {
                    case CREATE -> "BatchCreateResponse";
                    case LIST -> "ListResponse";
                    case STATUS -> "StatusResponse";
                },
                body);
        if (match.route() != Route.LIST) {
            valid(
                    match.route() == Route.CREATE ? "BatchCreateRequest" : "StatusRequest",
                    new String(request.body(), StandardCharsets.UTF_8));
        }
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

    static java.util.List<?> errors(String schema, String json) {
        return SCHEMAS.computeIfAbsent(schema, Description::schema).validate(json, InputFormat.JSON);
    }

    private static Schema schema(String name) {
        ObjectNode root = YAMLMapper.builder().build().createObjectNode();
        root.put("$ref", "#/components/schemas/" + name);
        root.set("components", DOCUMENT.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON);
    }

    private static JsonNode read() {
        try (InputStream in = Description.class.getResourceAsStream("openapi.yaml")) {
            return YAMLMapper.builder().build().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
