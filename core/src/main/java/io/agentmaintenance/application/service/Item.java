package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Refusal;
import org.jspecify.annotations.Nullable;

/** One item of a request on its way to an outcome. Names a server or an earlier invocation, never both. */
final class Item {
    final @Nullable InstanceId instance;
    final @Nullable InvocationId earlier;
    final boolean repeated;
    private @Nullable Invocation stored;
    private @Nullable ItemOutcome outcome;

    Item(@Nullable InstanceId instance, @Nullable InvocationId earlier, boolean repeated) {
        this.instance = instance;
        this.earlier = earlier;
        this.repeated = repeated;
    }

    boolean isOpen() {
        return stored == null && outcome == null;
    }

    /** Notes that the item's invocation is stored; it is accepted once it is handed over. */
    void store(Invocation invocation) {
        stored = invocation;
    }

    @Nullable Invocation stored() {
        return stored;
    }

    void accept(Invocation invocation) {
        outcome = new ItemOutcome.Accepted(invocation);
    }

    void refuse(@Nullable InstanceId server, Refusal refusal) {
        outcome = new ItemOutcome.Refused(server == null ? instance : server, earlier, refusal);
    }

    ItemOutcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("an item was left without an outcome");
        }
        return outcome;
    }
}
