package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The answer to batch-create: one line per item, in request order. */
final class CreateAnswer {
    private static final int BYTES_PER_ITEM = 160;

    private CreateAnswer() {}

    static byte[] of(BatchResult result) {
        return Json.object(32 + BYTES_PER_ITEM * result.size(), out -> write(out, result.outcomes()));
    }

    private static void write(JsonGenerator out, List<ItemOutcome> outcomes) {
        out.writeName(Wire.INVOCATIONS);
        out.writeStartArray();
        for (ItemOutcome outcome : outcomes) {
            out.writeStartObject();
            write(out, outcome);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, ItemOutcome outcome) {
        InstanceId instance = outcome.instanceId();
        if (instance != null) {
            Json.member(out, Wire.INSTANCE_ID, instance.value());
        }
        boolean refused = outcome instanceof ItemOutcome.Refused;
        Json.member(out, Wire.RET_STATUS, refused ? Wire.ERROR : Wire.SUCCESSFUL);
        if (outcome instanceof ItemOutcome.Refused item) {
            Json.foreign(out, Wire.ERROR_MSG, item.refusal().message());
        }
        InvocationId invocation = outcome.invocationId();
        if (invocation != null) {
            Json.member(out, Wire.INVOCATION_ID, invocation.value());
        }
        if (outcome instanceof ItemOutcome.Refused item) {
            Json.member(out, Wire.ERROR_CODE, item.refusal().reason().code());
        }
    }
}
