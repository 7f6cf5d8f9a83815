package io.agentmaintenance.emulator.iam;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The service catalog: this server as the services {@code ces} and {@code iam}.
 *
 * @param base scheme and host that the client called
 * @param project the project whose address is shown, or null for that of no project
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
