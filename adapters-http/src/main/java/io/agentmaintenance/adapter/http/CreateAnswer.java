package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.RefusalReason;
import tools.jackson.core.JsonGenerator;

/** The answer to batch-create: one line per item, in request order. */
final class CreateAnswer {
    private CreateAnswer() {}

    static byte[] of(BatchResult result) {
        return Json.object(out -> {
            out.writeArrayPropertyStart("invocations");
            for (ItemOutcome outcome : result.outcomes()) {
                out.writeStartObject();
                if (outcome instanceof ItemOutcome.Accepted accepted) {
                    writeAccepted(out, accepted);
                } else {
                    writeRefused(out, (ItemOutcome.Refused) outcome);
                }
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    private static void writeAccepted(JsonGenerator out, ItemOutcome.Accepted item) {
        out.writeStringProperty("instance_id", item.instanceId().value());
        out.writeStringProperty("ret_status", "successful");
        out.writeStringProperty("invocation_id", item.invocationId().value());
    }

    private static void writeRefused(JsonGenerator out, ItemOutcome.Refused item) {
        InstanceId instance = item.instanceId();
        if (instance != null) {
            out.writeStringProperty("instance_id", instance.value());
        }
        out.writeStringProperty("ret_status", "error");
        Json.writeText(out, "error_msg", item.refusal().message());
        InvocationId invocation = item.invocationId();
        if (invocation != null) {
            out.writeStringProperty("invocation_id", invocation.value());
        }
        out.writeStringProperty("error_code", code(item.refusal().reason()));
    }

    /** The code of a refused item. Documented: its form. */
    static String code(RefusalReason reason) {
        return String.format("invocationmgr.%04d", reason.number());
    }
}
