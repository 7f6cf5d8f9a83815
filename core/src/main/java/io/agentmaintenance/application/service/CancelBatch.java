package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known so far about invocations that are to be canceled. Not thread-safe. */
final class CancelBatch {
    private final Map<InvocationId, CancelOutcome> outcomes = new HashMap<>();
    private final List<Invocation> toStop = new ArrayList<>();
    private final Set<InvocationId> inDoubt = new LinkedHashSet<>();

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

    /** Notes that the executor failed for these. It may have stopped the work of some, and have reported that, before. */
    void inDoubt(List<Invocation> asked) {
        for (Invocation invocation : asked) {
            if (outcome(invocation.id()) == CancelOutcome.REQUESTED) {
                inDoubt.add(invocation.id());
            }
        }
    }

    /** The invocations that were RUNNING, and for which the executor has failed at least once. */
    Set<InvocationId> inDoubt() {
        return inDoubt;
    }

    /** Notes how an invocation in doubt is stored. */
    void foundAfterwards(Invocation stored) {
        if (stored.status() == InvocationStatus.CANCELED) {
            outcomes.put(stored.id(), CancelOutcome.CANCELED);
        } else if (!stored.isActive()) {
            outcomes.put(stored.id(), CancelOutcome.FINISHED);
        }
    }

    CancelOutcome outcome(InvocationId id) {
        return outcomes.getOrDefault(id, CancelOutcome.UNKNOWN);
    }
}
