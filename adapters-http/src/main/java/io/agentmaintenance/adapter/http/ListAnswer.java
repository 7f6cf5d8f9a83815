package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;

/** The answer to the list: one page of invocations, and how many there are in all. */
final class ListAnswer {
    private static final int BYTES_PER_ITEM = 480;
    private static final Spelling<InvocationType> TYPES = Spelling.asNamed(InvocationType.class);
    private static final Spelling<InvocationStatus> STATUSES = Spelling.asNamed(InvocationStatus.class);
    private static final Spelling<InstanceType> KINDS = Spelling.asNamed(InstanceType.class);

    private ListAnswer() {}

    static byte[] of(InvocationPage page) {
        return Json.object(64 + BYTES_PER_ITEM * page.invocations().size(), out -> write(out, page));
    }

    private static void write(JsonGenerator out, InvocationPage page) {
        out.writeName(Wire.INVOCATIONS);
        out.writeStartArray();
        for (Invocation invocation : page.invocations()) {
            out.writeStartObject();
            writeInstance(out, invocation.instance());
            writeTask(out, invocation);
            out.writeEndObject();
        }
        out.writeEndArray();
        Json.member(out, Wire.COUNT, page.count());
    }

    private static void writeInstance(JsonGenerator out, InstanceProfile instance) {
        Json.member(out, Wire.INSTANCE_ID, instance.id().value());
        Json.foreign(out, Wire.INSTANCE_NAME, instance.name());
        Json.member(out, Wire.INSTANCE_TYPE, KINDS.of(instance.type()));
        writeAddresses(out, Wire.INTRANET_IPS, instance.intranetIps());
        writeAddresses(out, Wire.ELASTIC_IPS, instance.elasticIps());
    }

    private static void writeTask(JsonGenerator out, Invocation invocation) {
        Json.member(out, Wire.INVOCATION_ID, invocation.id().value());
        Json.member(out, Wire.INVOCATION_TYPE, TYPES.of(invocation.type()));
        Json.member(out, Wire.INVOCATION_STATUS, STATUSES.of(invocation.status()));
        Json.member(out, Wire.INVOCATION_TARGET, Wire.TELESCOPE);
        Json.member(out, Wire.CREATE_TIME, invocation.createdAt().toEpochMilli());
        Json.member(out, Wire.UPDATE_TIME, invocation.progress().updatedAt().toEpochMilli());
        AgentVersion current = invocation.versions().current();
        if (current != null) {
            Json.member(out, Wire.CURRENT_VERSION, current.value());
        }
        Json.member(out, Wire.TARGET_VERSION, invocation.versions().target().value());
        Json.foreign(out, Wire.RESULT_MSG, invocation.progress().message());
    }

    private static void writeAddresses(JsonGenerator out, SerializedString name, List<String> addresses) {
        out.writeName(name);
        out.writeStartArray();
        for (String address : addresses) {
            out.writeString(Json.wellFormed(address));
        }
        out.writeEndArray();
    }
}
