package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Refusal;
import org.jspecify.annotations.Nullable;

/** One item of a request and, in the end, its outcome. Names an instance or an earlier invocation, never both. */
final class Item {
    final @Nullable InvocationId earlier;
    final boolean repeated;
    private @Nullable InstanceId instanceId;
    private @Nullable Invocation stored;
    private @Nullable ItemOutcome outcome;

    Item(@Nullable InstanceId instanceId, @Nullable InvocationId earlier, boolean repeated) {
        this.instanceId = instanceId;
        this.earlier = earlier;
        this.repeated = repeated;
    }

    /** The instance; null until the earlier invocation, which names it, is read. */
    @Nullable InstanceId instanceId() {
        return instanceId;
    }

    /** Sets the instance of the earlier invocation, so that a later refusal names it. */
    void setInstanceId(InstanceId instance) {
        instanceId = instance;
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

    void refuse(Refusal refusal) {
        outcome = new ItemOutcome.Refused(instanceId, earlier, refusal);
    }

    ItemOutcome outcome() {
        if (outcome == null) {
            throw new IllegalStateException("an item was left without an outcome");
        }
        return outcome;
    }
}
