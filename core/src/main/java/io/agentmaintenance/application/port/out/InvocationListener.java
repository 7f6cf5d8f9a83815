package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.ProjectId;

/**
 * Is notified of what happens to invocations: of everything once, after it is stored.
 *
 * <p>Called by the thread that made the change, so it should be quick. Changes of one invocation that different threads
 * make may arrive out of order; {@link Invocation#revision()} gives the order. Whatever a listener throws, errors included, is passed to the
 * uncaught-exception handler of the thread; it affects neither the change, nor other listeners, nor what follows, even if that handler
 * throws. There is no second notification. There is none at all if the process ends between storing and notifying, or if a repository
 * throws although it has stored a change and that cannot be found by reading. Thread-safe.
 */
public interface InvocationListener {
    /**
     * A new invocation was accepted.
     *
     * @param invocation the invocation, PENDING
     */
    default void accepted(Invocation invocation) {}

    /**
     * An item of a request was refused. What was stored for it has been withdrawn before; where the repository could not be read, the reason
     * says so.
     *
     * @param project the project of the request
     * @param type the type of the request
     * @param item the item, with the reason
     */
    default void refused(ProjectId project, InvocationType type, ItemOutcome.Refused item) {}

    /**
     * The state of an invocation has changed.
     *
     * @param change what it was and what it is now
     */
    default void changed(InvocationChange change) {}

    /**
     * A new invocation was withdrawn, because its work could not be handed over. It is no longer stored.
     *
     * @param invocation the invocation, as it was accepted
     */
    default void withdrawn(Invocation invocation) {}
}
