package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InvocationChange;
import org.jspecify.annotations.Nullable;

/**
 * A change of one stored invocation and, where it has consequences for another, the change of that one. Both are stored
 * in one step, or neither.
 *
 * @param change the change
 * @param alongside the change of another invocation, or null
 * @param actor who causes it, for the journal
 */
public record InvocationUpdate(
        InvocationChange change, @Nullable InvocationChange alongside, Actor actor) {
    /**
     * {@return the update of one invocation alone}
     *
     * @param change the change
     * @param actor who causes it
     */
    public static InvocationUpdate of(InvocationChange change, Actor actor) {
        return new InvocationUpdate(change, null, actor);
    }
}
