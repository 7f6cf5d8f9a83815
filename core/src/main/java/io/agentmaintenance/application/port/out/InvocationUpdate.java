package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.InvocationChange;
import org.jspecify.annotations.Nullable;

/**
 * A change of one stored invocation and, where it has consequences for another, the change of that one. Both are stored
 * in one step, or neither.
 *
 * @param change the change
 * @param alongside the change of the other invocation, or null
 */
public record InvocationUpdate(
        InvocationChange change, @Nullable InvocationChange alongside) {
    /**
     * {@return the update of one invocation alone}
     *
     * @param change the change
     */
    public static InvocationUpdate of(InvocationChange change) {
        return new InvocationUpdate(change, null);
    }
}
