package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationPage;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The answer to the list: one page of invocations, and the number of all that match. */
final class ListAnswer {
    private ListAnswer() {}

    static byte[] of(InvocationPage page) {
        return Json.object(out -> {
            out.writeArrayPropertyStart("invocations");
            for (Invocation invocation : page.invocations()) {
                out.writeStartObject();
                writeInstance(out, invocation.instance());
                writeInvocation(out, invocation);
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeNumberProperty("count", page.count());
        });
    }

    private static void writeInstance(JsonGenerator out, InstanceProfile instance) {
        out.writeStringProperty("instance_id", instance.id().value());
        Json.writeText(out, "instance_name", instance.name());
        out.writeStringProperty("instance_type", instance.type().name());
        writeAddresses(out, "intranet_ips", instance.intranetIps());
        writeAddresses(out, "elastic_ips", instance.elasticIps());
    }

    private static void writeInvocation(JsonGenerator out, Invocation invocation) {
        out.writeStringProperty("invocation_id", invocation.id().value());
        out.writeStringProperty("invocation_type", invocation.type().name());
        out.writeStringProperty("invocation_status", invocation.status().name());
        out.writeStringProperty("invocation_target", "telescope");
        out.writeNumberProperty("create_time", invocation.createdAt().toEpochMilli());
        out.writeNumberProperty("update_time", invocation.progress().updatedAt().toEpochMilli());
        AgentVersion current = invocation.versions().current();
        if (current != null) {
            out.writeStringProperty("current_version", current.value());
        }
        out.writeStringProperty("target_version", invocation.versions().target().value());
        Json.writeText(out, "result_msg", invocation.progress().message());
    }

    private static void writeAddresses(JsonGenerator out, String name, List<String> addresses) {
        out.writeArrayPropertyStart(name);
        for (String address : addresses) {
            out.writeString(Json.wellFormed(address));
        }
        out.writeEndArray();
    }
}
