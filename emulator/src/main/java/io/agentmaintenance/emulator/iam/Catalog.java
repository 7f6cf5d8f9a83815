package io.agentmaintenance.emulator.iam;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The service catalog of an answer: the addresses of the services {@code ces} and {@code iam}, which are both this server.
 *
 * @param base scheme and host that the client called
 * @param project the project in the address of {@code ces}, or null for an address without a project
 */
record Catalog(String base, @Nullable IamProject project) {
    void write(JsonGenerator out) {
        out.writeArrayPropertyStart("catalog");
        String ces = base + "/v3" + (project == null ? "" : "/" + project.id().value());
        service(out, "ces", project == null ? "*" : project.name(), ces);
        service(out, "iam", "*", base + "/v3");
        out.writeEndArray();
    }

    private static void service(JsonGenerator out, String name, String region, String url) {
        out.writeStartObject();
        out.writeStringProperty("id", name);
        out.writeStringProperty("name", name);
        out.writeStringProperty("type", name);
        out.writeArrayPropertyStart("endpoints");
        out.writeStartObject();
        out.writeStringProperty("id", name + "-public");
        out.writeStringProperty("interface", "public");
        out.writeStringProperty("region", region);
        out.writeStringProperty("region_id", region);
        out.writeStringProperty("url", url);
        out.writeEndObject();
        out.writeEndArray();
        out.writeEndObject();
    }
}
