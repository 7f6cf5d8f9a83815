package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.TextForm;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@DisplayName("The description of the API")
class OpenApiTest {
    private static List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        Description.DOCUMENT.at(pointer).forEach(node -> texts.add(node.asString()));
        return texts;
    }

    private static List<String> names(Enum<?>[] values, boolean lower) {
        return Stream.of(values)
                .map(v -> lower ? v.name().toLowerCase(Locale.ROOT) : v.name())
                .toList();
    }

    @Test
    @DisplayName("has the values and forms that the domain has")
    void hasTheValuesOfTheDomain() {
        String schemas = "/components/schemas/";
        assertThat(texts(schemas + "InvocationType/enum")).isEqualTo(names(InvocationType.values(), false));
        assertThat(texts(schemas + "InstanceType/enum")).isEqualTo(names(InstanceType.values(), false));
        assertThat(texts(schemas + "InvocationStatus/enum")).isEqualTo(names(InvocationStatus.values(), false));
        String item = schemas + "InstanceAgents/properties/";
        assertThat(texts(item + "uniagent_status/enum")).isEqualTo(names(UniAgentStatus.values(), true));
        assertThat(texts(schemas + "AgentExtension/properties/status/enum"))
                .isEqualTo(names(AgentStatus.values(), true));
        assertThat(Description.DOCUMENT.at(schemas + "Id/pattern").asString())
                .isEqualTo(TextForm.INSTANCE_ID.pattern())
                .isEqualTo(TextForm.INVOCATION_ID.pattern());
        assertThat(Description.DOCUMENT.at(schemas + "Version/pattern").asString())
                .isEqualTo(TextForm.VERSION.pattern());
        assertThat(Description.DOCUMENT
                        .at("/components/parameters/ProjectId/schema/pattern")
                        .asString())
                .isEqualTo(TextForm.PROJECT_ID.pattern());
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE, BatchCreateRequest, 201, BatchCreateResponse",
        "LIST,, 200, ListResponse",
        "STATUS, StatusRequest, 200, StatusResponse"
    })
    @DisplayName("has examples that are valid by its own schemas")
    void hasValidExamples(Route route, String request, String status, String response) {
        JsonNode operation = Description.declared(route);
        int seen = 0;
        if (request != null) {
            for (JsonNode example : operation.at("/requestBody/content/application~1json/examples")) {
                Description.valid(request, example.get("value").toString());
                seen++;
            }
        }
        for (JsonNode example : operation.at("/responses/" + status + "/content/application~1json/examples")) {
            Description.valid(response, example.get("value").toString());
            seen++;
        }
        assertThat(seen).isPositive();
    }

    @ParameterizedTest
    @EnumSource(Route.class)
    @DisplayName("names every status that an error can have")
    void namesEveryStatus(Route route) {
        Set<String> declared =
                new TreeSet<>(Description.declared(route).get("responses").propertyNames());
        for (ApiError error : ApiError.values()) {
            String status = Integer.toString(error.status());
            if (!status.equals("415") || route.hasBody()) {
                assertThat(declared).contains(status);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TaskError|{\"error_code\":\"ces.0001\",\"error_msg\":\"x\"}",
                "TaskError|{\"error_code\":\"taskmgr.0001\"}",
                "BatchCreateResponse|[]",
                "BatchCreateResponse|{\"invocations\":[{\"instance_id\":\"a\",\"ret_status\":\"successful\"}]}",
                "BatchCreateRequest|{\"invocation_type\":\"INSTALL\"}",
                "BatchCreateRequest|{\"invocation_type\":\"RETRY\",\"instance_ids\":[\"a\"]}",
                "BatchCreateRequest|{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a_b\"]}",
                "BatchCreateRequest|{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a\"],\"invocation_ids\":[\"b\"]}",
                "BatchCreateRequest|{\"invocation_type\":\"RETRY\",\"invocation_ids\":[\"a\"],\"instance_ids\":[\"b\"]}",
                "BatchCreateRequest|{\"invocation_type\":\"RETRY\",\"invocation_ids\":[\"a\"],\"version\":\"1.2\"}",
                "BatchCreateRequest|{\"invocation_type\":\"RETRY\",\"invocation_ids\":[]}",
                "StatusResponse|{\"agent_status\":[{\"instance_id\":\"a\",\"uniagent_status\":\"RUNNING\",\"extensions\":[]}]}",
            })
    @DisplayName("refuses invalid content")
    void refusesInvalidContent(String schema, String json) {
        assertThat(Description.errors(schema, json)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a\"],\"invocation_ids\":null,\"invocation_target\":null,"
                        + "\"version\":null,\"version_type\":null,\"origin\":null}",
                "{\"invocation_type\":\"RETRY\",\"invocation_ids\":[\"a\"],\"instance_ids\":[],\"version\":null}",
                "{\"invocation_type\":\"UPDATE\",\"instance_ids\":[\"a\"],\"version\":\"1.2\",\"origin\":\"CES\"}",
            })
    @DisplayName("allows null, and an empty list of the other kind, in a create request")
    void allowsNullInACreateRequest(String json) {
        Description.valid("BatchCreateRequest", json);
    }

    // The check with real generators is verification/generated-clients. It needs tools that not every machine has.
    @Test
    @DisplayName("has only schemas that generators of clients understand")
    void hasOnlySchemasThatGeneratorsUnderstand() {
        List<String> unclear = new ArrayList<>();
        collectUnclear("", Description.DOCUMENT, unclear);
        assertThat(unclear).isEmpty();
    }

    private static void collectUnclear(String at, JsonNode node, List<String> unclear) {
        boolean composed = node.has("oneOf") || node.has("anyOf") || node.has("allOf");
        if (composed && node.has("properties")) {
            unclear.add(at + " has properties beside oneOf, anyOf or allOf");
        }
        if (node.path("type").asString("").equals("null") && !at.endsWith("/anyOf/1")) {
            unclear.add(at + " is a schema of null alone");
        }
        if (node.path("type").asString("").equals("array") && !node.has("items") && !at.matches(".*/(then|else)/.*")) {
            unclear.add(at + " is an array without items");
        }
        if (node.has("const") && !node.path("type").asString("").equals("string")) {
            unclear.add(at + " is a constant other than a text");
        }
        node.properties().forEach(member -> collectUnclear(at + "/" + member.getKey(), member.getValue(), unclear));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collectUnclear(at + "/" + i, node.get(i), unclear);
        }
    }

    @Test
    @DisplayName("is served at /openapi.yaml without credentials, read-only")
    void isServedToEverybody() {
        AgentMaintenanceApi api = new World().api();
        Reply reply = Request.of("GET", "/openapi.yaml").without("X-Auth-Token").to(api);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(reply.body()).startsWith("openapi: 3.1.0").contains("batch-create");
        Reply refused = Request.of("POST", "/openapi.yaml").to(api);
        assertThat(refused.isError(405, "taskmgr.0405", "").header("Allow")).isEqualTo("GET, HEAD");
    }

    @Test
    @DisplayName("names every parameter of the list")
    void namesEveryParameterOfTheList() {
        List<String> names = new ArrayList<>();
        Description.declared(Route.LIST).get("parameters").forEach(p -> {
            if (p.has("name")) {
                names.add(p.get("name").asString());
            }
        });
        assertThat(names)
                .containsExactly(
                        "instance_id",
                        "instance_type",
                        "invocation_id",
                        "invocation_type",
                        "invocation_target",
                        "offset",
                        "limit");
    }
}
