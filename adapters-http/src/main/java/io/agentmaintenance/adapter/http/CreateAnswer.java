package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Refusal;
import java.util.List;

/** The answer to batch-create: one line per item, in request order. */
final class CreateAnswer {
    private static final int BYTES_PER_ITEM = 160;

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
        AnswerBytes out = new AnswerBytes(BEGIN.length + END.length + BYTES_PER_ITEM * outcomes.size());
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

    private static void write(AnswerBytes out, ItemOutcome.Accepted item) {
        out.add(INSTANCE).plain(item.instanceId().value());
        out.add(SUCCESSFUL).plain(item.invocationId().value()).add(END_OF_ITEM);
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
