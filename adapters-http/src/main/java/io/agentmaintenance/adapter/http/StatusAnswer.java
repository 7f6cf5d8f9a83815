package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The answer to the status query: the servers that are known and match, each with its one extension. */
final class StatusAnswer {
    private static final int BYTES_PER_ITEM = 160;
    private static final int MAX_VERSION = 32;
    private static final Spelling<UniAgentStatus> UNIAGENT = Spelling.inSmallLetters(UniAgentStatus.class);
    private static final Spelling<AgentStatus> AGENT = Spelling.inSmallLetters(AgentStatus.class);

    private StatusAnswer() {}

    static byte[] of(List<Instance> instances) {
        return Json.object(32 + BYTES_PER_ITEM * instances.size(), out -> write(out, instances));
    }

    private static void write(JsonGenerator out, List<Instance> instances) {
        out.writeName(Wire.AGENT_STATUS);
        out.writeStartArray();
        for (Instance instance : instances) {
            out.writeStartObject();
            Json.member(out, Wire.INSTANCE_ID, instance.id().value());
            Json.member(out, Wire.UNIAGENT_STATUS, UNIAGENT.of(instance.uniAgent()));
            out.writeName(Wire.EXTENSIONS);
            out.writeStartArray();
            writeTelescope(out, instance);
            out.writeEndArray();
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void writeTelescope(JsonGenerator out, Instance instance) {
        out.writeStartObject();
        Json.member(out, Wire.NAME, Wire.TELESCOPE);
        Json.member(out, Wire.STATUS, AGENT.of(instance.agent().status()));
        AgentVersion version = instance.agent().version();
        // Documented: at most 32 characters here, although a version may have 64.
        if (version != null && version.value().length() <= MAX_VERSION) {
            Json.member(out, Wire.VERSION, version.value());
        }
        out.writeEndObject();
    }
}
