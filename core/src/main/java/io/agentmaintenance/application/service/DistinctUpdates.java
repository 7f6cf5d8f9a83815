package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The updates of one call: no invocation is concerned by two of them. Not thread-safe. */
final class DistinctUpdates {
    private final List<InvocationUpdate> updates = new ArrayList<>();
    private final Set<InvocationId> concerned = new HashSet<>();

    /** Adds an update, or returns false if it concerns an invocation that an earlier one concerns. */
    boolean add(InvocationUpdate update) {
        InvocationId changed = update.change().after().id();
        InvocationId alongside = update.alongside() == null
                ? changed
                : update.alongside().after().id();
        if (concerned.contains(changed) || concerned.contains(alongside)) {
            return false;
        }
        concerned.add(changed);
        concerned.add(alongside);
        return updates.add(update);
    }

    /** The updates that were added, in their order. */
    List<InvocationUpdate> all() {
        return updates;
    }
}
