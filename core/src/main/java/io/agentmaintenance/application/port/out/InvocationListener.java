package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;

/**
 * Is told what happens to invocations: everything once, after it is stored.
 *
 * <p>Called by the thread that made the change, so it should be quick. Changes of one invocation that different threads
 * make may arrive out of order; {@link Invocation#revision()} tells the order. What a listener throws is given to the
 * uncaught-exception handler of the thread and harms neither the change nor other listeners. Nothing is told twice. If the
 * process ends between storing and telling, nobody is told; nor if a repository throws although it has stored a change,
 * because then the core can not know. Thread-safe.
 */
public interface InvocationListener {
    /**
     * A new invocation was accepted.
     *
     * @param invocation the invocation, PENDING
     */
    default void accepted(Invocation invocation) {}

    /**
     * An invocation came to another state.
     *
     * @param change what it was and what it is now
     */
    default void changed(InvocationChange change) {}

    /**
     * A new invocation was taken back, because its work could not be handed over: it is as if it had never been.
     *
     * @param invocation the invocation, as it was accepted
     */
    default void withdrawn(Invocation invocation) {}
}
