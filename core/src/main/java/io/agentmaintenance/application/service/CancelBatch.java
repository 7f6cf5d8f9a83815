package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known so far about invocations that are to be canceled. Not thread-safe. */
final class CancelBatch {
    private final Map<InvocationId, CancelOutcome> outcomes = new HashMap<>();
    private final List<Invocation> toStop = new ArrayList<>();

    boolean nothingIsKnown() {
        return outcomes.values().stream().allMatch(CancelOutcome.UNKNOWN::equals);
    }

    /** The invocations without an outcome. */
    List<InvocationId> open(List<InvocationId> invocations) {
        return invocations.stream().filter(id -> !outcomes.containsKey(id)).toList();
    }

    /** Notes an invocation that is not PENDING, or null for one that is not known. */
    void found(InvocationId id, @Nullable Invocation invocation) {
        if (invocation == null) {
            outcomes.put(id, CancelOutcome.NOT_FOUND);
        } else if (invocation.isActive()) {
            outcomes.put(id, CancelOutcome.REQUESTED);
            toStop.add(invocation);
        } else {
            outcomes.put(id, CancelOutcome.FINISHED);
        }
    }

    /** Notes an invocation that is CANCELED. The executor may still keep it in its queue. */
    void canceled(Invocation invocation) {
        outcomes.put(invocation.id(), CancelOutcome.CANCELED);
        toStop.add(invocation);
    }

    /** Notes that the repository failed for an invocation. */
    void unknown(InvocationId id) {
        outcomes.put(id, CancelOutcome.UNKNOWN);
    }

    /** The invocations that the executor must forget or stop. */
    List<Invocation> toStop() {
        return toStop;
    }

    /** Notes that the request did not reach the executor. That changes nothing for an invocation that is CANCELED. */
    void notPassedOn(Invocation invocation) {
        outcomes.replace(invocation.id(), CancelOutcome.REQUESTED, CancelOutcome.NOT_PASSED_ON);
    }

    CancelOutcome outcome(InvocationId id) {
        return outcomes.getOrDefault(id, CancelOutcome.UNKNOWN);
    }
}
