package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;

/**
 * The link from an earlier invocation to the retry that is inserted, see {@link io.agentmaintenance.domain.Lineage#retriedBy()}. Nothing else
 * of the earlier invocation changes but its revision, which becomes one higher.
 *
 * @param original the invocation that is repeated
 * @param revision the revision that the stored original must have
 */
public record RetryLink(InvocationId original, int revision) {
    /**
     * {@return the link from an invocation}
     *
     * @param original the invocation as it was read
     */
    public static RetryLink from(Invocation original) {
        return new RetryLink(original.id(), original.revision());
    }
}
