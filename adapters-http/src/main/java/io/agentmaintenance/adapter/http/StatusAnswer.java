package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The answer to the status query: the servers that are known and match, each with its one extension. */
final class StatusAnswer {
    private static final int MAX_VERSION = 32;

    private StatusAnswer() {}

    static byte[] of(List<Instance> instances) {
        return Json.object(out -> {
            out.writeArrayPropertyStart("agent_status");
            for (Instance instance : instances) {
                out.writeStartObject();
                out.writeStringProperty("instance_id", instance.id().value());
                out.writeStringProperty("uniagent_status", lowerCase(instance.uniAgent()));
                out.writeArrayPropertyStart("extensions");
                writeTelescope(out, instance.agent());
                out.writeEndArray();
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static void writeTelescope(JsonGenerator out, AgentState agent) {
        out.writeStartObject();
        out.writeStringProperty("name", "telescope");
        out.writeStringProperty("status", lowerCase(agent.status()));
        AgentVersion version = agent.version();
        // Documented: at most 32 characters here, although a version may have 64.
        if (version != null && version.value().length() <= MAX_VERSION) {
            out.writeStringProperty("version", version.value());
        }
        out.writeEndObject();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
