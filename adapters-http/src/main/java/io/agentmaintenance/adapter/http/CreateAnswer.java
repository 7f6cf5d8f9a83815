package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Refusal;
import java.util.List;
import java.util.UUID;

/** The answer to batch-create: one line per item, in request order. */
final class CreateAnswer {
    // What the refusal of an item takes at most, mostly.
    private static final int REFUSAL = 320;

    private static final byte[] BEGIN = AnswerBytes.fixed("{\"invocations\":[");
    private static final byte[] NEXT = AnswerBytes.fixed(",");
    private static final byte[] INSTANCE = AnswerBytes.fixed("{\"instance_id\":\"");
    private static final byte[] SUCCESSFUL = AnswerBytes.fixed("\",\"ret_status\":\"successful\",\"invocation_id\":\"");
    private static final byte[] ERROR = AnswerBytes.fixed("\",\"ret_status\":\"error\",\"error_msg\":\"");
    private static final byte[] ERROR_OF_UNKNOWN = AnswerBytes.fixed("{\"ret_status\":\"error\",\"error_msg\":\"");
    private static final byte[] INVOCATION = AnswerBytes.fixed("\",\"invocation_id\":\"");
    private static final byte[] CODE = AnswerBytes.fixed("\",\"error_code\":\"");
    private static final byte[] END_OF_ITEM = AnswerBytes.fixed("\"}");
    private static final byte[] END = AnswerBytes.fixed("]}");

    private CreateAnswer() {}

    static byte[] of(BatchResult result) {
        List<ItemOutcome> outcomes = result.outcomes();
        AnswerBytes out = new AnswerBytes(size(outcomes));
        out.add(BEGIN);
        for (int i = 0; i < outcomes.size(); i++) {
            if (i > 0) {
                out.add(NEXT);
            }
            ItemOutcome outcome = outcomes.get(i);
            if (outcome instanceof ItemOutcome.Accepted accepted) {
                write(out, accepted);
            } else {
                write(out, (ItemOutcome.Refused) outcome);
            }
        }
        return out.add(END).toBytes();
    }

    // Exact where all items are accepted, so that nothing has to be copied at the end.
    private static int size(List<ItemOutcome> outcomes) {
        int size = BEGIN.length + END.length + NEXT.length * (outcomes.size() - 1);
        for (ItemOutcome outcome : outcomes) {
            size += outcome instanceof ItemOutcome.Accepted accepted ? size(accepted) : REFUSAL;
        }
        return size;
    }

    private static int size(ItemOutcome.Accepted item) {
        InvocationId id = item.invocationId();
        return INSTANCE.length
                + item.instanceId().value().length()
                + SUCCESSFUL.length
                + (id.uuid() == null ? id.value().length() : AnswerBytes.UUID_LENGTH)
                + END_OF_ITEM.length;
    }

    private static void write(AnswerBytes out, ItemOutcome.Accepted item) {
        out.add(INSTANCE).plain(item.instanceId().value()).add(SUCCESSFUL);
        UUID uuid = item.invocationId().uuid();
        if (uuid == null) {
            out.plain(item.invocationId().value());
        } else {
            out.uuid(uuid);
        }
        out.add(END_OF_ITEM);
    }

    private static void write(AnswerBytes out, ItemOutcome.Refused item) {
        InstanceId instance = item.instanceId();
        if (instance == null) {
            out.add(ERROR_OF_UNKNOWN);
        } else {
            out.add(INSTANCE).plain(instance.value()).add(ERROR);
        }
        Refusal refusal = item.refusal();
        out.foreign(refusal.message());
        InvocationId invocation = item.invocationId();
        if (invocation != null) {
            out.add(INVOCATION).plain(invocation.value());
        }
        out.add(CODE).plain(refusal.reason().code()).add(END_OF_ITEM);
    }
}
