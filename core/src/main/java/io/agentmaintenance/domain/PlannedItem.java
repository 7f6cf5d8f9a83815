package io.agentmaintenance.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of one item of a request, if it were made now.
 *
 * @param instanceId the server, or null if a ROLLBACK or RETRY names a task that is not known
 * @param invocationId the earlier invocation that was named, or null if the request names servers
 * @param target the version that would be brought about, or null if that can not be told
 * @param refusals every reason why it would be refused, the one that a caller is told first; copied
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
