package io.agentmaintenance.openapi;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * An OpenAPI 3.1 document that checks what tests see: the status and the media type must be described for the operation, header
 * fields and body must be valid, a successful request must be valid too, and no answer may contain a secret.
 * Thread-safe.
 */
public final class ApiDescription {
    private static final String PUBLISHED = "/io/agentmaintenance/adapter/http/openapi.yaml";
    // An extension of ours beside the paths: the answers where the document describes no operation.
    private static final String ANY_OTHER = "/paths/x-any-other";

    private final JsonNode document;
    private final Paths paths;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private ApiDescription(JsonNode document) {
        this.document = document;
        this.paths = new Paths(document.get("paths"));
    }

    /**
     * {@return the description that the HTTP adapter publishes, found on the class path}
     */
    public static ApiDescription published() {
        return Holder.PUBLISHED;
    }

    /**
     * {@return a description from a document of a test}
     *
     * @param yaml the document
     */
    public static ApiDescription of(String yaml) {
        return new ApiDescription(YAMLMapper.builder().build().readTree(yaml));
    }

    /**
     * {@return the document}
     */
    public JsonNode document() {
        return document;
    }

    /**
     * Fails a test if an exchange is not as described.
     *
     * @param seen the exchange
     * @throws AssertionError if anything is not as described; the message lists all differences
     */
    public void requires(Exchange seen) {
        List<String> complaints = complaints(seen);
        if (!complaints.isEmpty()) {
            throw new AssertionError(seen + " is not as described: " + complaints);
        }
    }

    /**
     * {@return the differences from the description; empty if there are none}
     *
     * @param seen a request and its answer
     */
    public List<String> complaints(Exchange seen) {
        JsonNode path = paths.find(seen.path());
        JsonNode item = path == null ? null : resolved(path);
        JsonNode operation = item == null ? null : Paths.operation(item, seen.method());
        JsonNode answer = operation == null ? elsewhere(item, seen.status()) : response(operation, seen.status());
        if (answer == null) {
            return List.of("no answer " + seen.status() + " is described for " + seen.method() + " " + seen.path());
        }
        JsonNode response = resolved(answer);
        List<String> complaints = new ArrayList<>();
        headers(response, seen, complaints);
        body(response, seen, complaints);
        secrets(response, seen, complaints);
        if (operation != null && operation.has("requestBody") && seen.status() < 300 && seen.requestBody() != null) {
            JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
            complaints.addAll(schemaComplaints("the request", schema, seen.requestBody()));
        }
        return complaints;
    }

    /**
     * {@return the differences of a JSON text from a named schema of the document; empty if it is valid}
     *
     * @param schema the name, below {@code components/schemas}
     * @param json the text
     */
    public List<String> complaints(String schema, String json) {
        ObjectNode reference = JsonNodeFactory.instance.objectNode();
        return schemaComplaints(schema, reference.put("$ref", "#/components/schemas/" + schema), json);
    }

    private static @Nullable JsonNode response(JsonNode operation, int status) {
        JsonNode responses = operation.get("responses");
        JsonNode declared = responses.get(Integer.toString(status));
        // The default answer is an error; a success must be described by its status.
        return declared != null || status < 400 ? declared : responses.get("default");
    }

    /** Without a matching path or method, only errors are allowed. */
    private @Nullable JsonNode elsewhere(@Nullable JsonNode item, int status) {
        if (status < 400) {
            return null;
        }
        return item == null ? document.at(ANY_OTHER) : Paths.anyOperation(item).at("/responses/default");
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null ? node : document.at(reference.asString().substring(1));
    }

    private void headers(JsonNode response, Exchange seen, List<String> complaints) {
        for (Map.Entry<String, JsonNode> described : response.path("headers").properties()) {
            JsonNode header = resolved(described.getValue());
            List<String> values = seen.headers().getOrDefault(described.getKey(), List.of());
            if (values.size() > 1
                    || (values.isEmpty() && header.path("required").asBoolean(false))) {
                complaints.add(described.getKey() + " is there " + values.size() + " times");
            }
            for (String value : values) {
                String json = JsonNodeFactory.instance.stringNode(value).toString();
                complaints.addAll(schemaComplaints(described.getKey(), header.get("schema"), json));
            }
        }
    }

    private void body(JsonNode response, Exchange seen, List<String> complaints) {
        JsonNode contents = response.get("content");
        List<String> types = seen.headers().getOrDefault("Content-Type", List.of());
        if (contents == null) {
            if (!seen.body().isEmpty() || !types.isEmpty()) {
                complaints.add("a body is not described");
            }
            return;
        }
        JsonNode content = types.size() == 1 ? contents.get(types.get(0)) : null;
        if (content == null) {
            complaints.add("the media type " + types + " is not described");
        } else if (seen.method().equals("HEAD") && seen.body().isEmpty()) {
            return; // The answer to a HEAD is that to a GET, without what is judged below.
        } else if (content.has("schema")) {
            complaints.addAll(schemaComplaints("the answer", content.get("schema"), seen.body()));
        }
    }

    private static void secrets(JsonNode response, Exchange seen, List<String> complaints) {
        // Public text such as the document itself contains examples, but no secrets.
        if (response.at("/content/application~1json").isMissingNode() && response.has("content")) {
            return;
        }
        Secrets.in(seen.body()).forEach(secret -> complaints.add("a secret in the body: " + secret));
        seen.headers()
                .forEach((name, values) -> Secrets.in(values.toString())
                        .forEach(secret -> complaints.add("a secret in " + name + ": " + secret)));
    }

    private List<String> schemaComplaints(String what, JsonNode schema, String json) {
        try {
            return schemas
                    .computeIfAbsent(schema.toString(), text -> compiled(schema))
                    .validate(json, InputFormat.JSON)
                    .stream()
                    .map(error -> what + ": " + error)
                    .toList();
        } catch (JacksonException e) {
            return List.of(what + ": not JSON, " + e.getOriginalMessage());
        }
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.setAll((ObjectNode) schema);
        root.set("components", document.get("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root.toString(), InputFormat.JSON);
    }

    /** Reads the published description when it is first needed. */
    private static final class Holder {
        static final ApiDescription PUBLISHED = read();

        private static ApiDescription read() {
            try (InputStream in = ApiDescription.class.getResourceAsStream(ApiDescription.PUBLISHED)) {
                if (in == null) {
                    throw new IllegalStateException("the HTTP adapter is not on the class path");
                }
                return new ApiDescription(YAMLMapper.builder().build().readTree(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
