package io.agentmaintenance.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would happen to one item of a request if it were made now.
 *
 * @param instanceId the instance, or null if a ROLLBACK or RETRY names an invocation that is not known
 * @param invocationId the earlier invocation that was named, or null if the request names instances
 * @param target the version that the agent would get, or null if it is not known
 * @param refusals every refusal, first the one that the caller would get; copied
 */
public record PlannedItem(
        @Nullable InstanceId instanceId,
        @Nullable InvocationId invocationId,
        @Nullable AgentVersion target,
        List<Refusal> refusals) {
    /** Copies the refusals. */
    public PlannedItem {
        refusals = List.copyOf(refusals);
    }

    /**
     * {@return whether the item would be accepted}
     */
    public boolean isEligible() {
        return refusals.isEmpty();
    }
}
