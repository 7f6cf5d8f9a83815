package io.agentmaintenance.domain;

import java.time.Instant;

/**
 * One entry of the journal: what happened to an invocation, when, and who caused it.
 *
 * @param project the project of the invocation
 * @param invocation the invocation
 * @param instance its instance
 * @param event what happened
 * @param status the state of the invocation after it
 * @param revision the revision of the invocation after it; orders the entries of one invocation
 * @param at when; within one invocation it never goes back, even if the clock does
 * @param actor who caused it
 * @param message the reason for the reader, 1 to 5,000 characters
 * @param late whether a report that came after the time-out decided the state
 */
public record JournalEntry(
        ProjectId project,
        InvocationId invocation,
        InstanceId instance,
        Event event,
        InvocationStatus status,
        int revision,
        Instant at,
        Actor actor,
        String message,
        boolean late) {
    /** What can happen to an invocation. */
    public enum Event {
        /** It was accepted. */
        ACCEPTED,
        /** Its state has changed. */
        CHANGED,
        /** A caller requested to cancel it while it was RUNNING. */
        CANCEL_REQUESTED,
        /** It was withdrawn, because its work could not be handed over. It is no longer stored. */
        WITHDRAWN
    }

    private static final String CANCEL_REQUESTED = "Asked to cancel.";
    private static final String WITHDRAWN = "Withdrawn, because it could not be handed over.";

    /**
     * {@return the entry of an acceptance; its actor is the caller that requested the invocation}
     *
     * @param invocation the invocation, of revision 1
     */
    public static JournalEntry accepted(Invocation invocation) {
        return of(invocation, Event.ACCEPTED, invocation.createdAt(), invocation.requestedBy(), message(invocation));
    }

    /**
     * {@return whether a change has an entry: a new state has, and a wish to cancel; a new link to a retry has not}
     *
     * @param change the change
     */
    public static boolean records(InvocationChange change) {
        return change.isTransition() || change.isCancelRequest();
    }

    /**
     * {@return the entry of a change}
     *
     * @param change a change that has an entry, see {@link #records}
     * @param actor who caused it
     */
    public static JournalEntry changed(InvocationChange change, Actor actor) {
        Invocation after = change.after();
        Instant at = after.progress().updatedAt();
        return change.isTransition()
                ? of(after, Event.CHANGED, at, actor, message(after))
                : of(after, Event.CANCEL_REQUESTED, at, actor, CANCEL_REQUESTED);
    }

    /**
     * {@return the entry of a withdrawal}
     *
     * @param invocation the invocation as it was accepted
     * @param at when
     */
    public static JournalEntry withdrawn(Invocation invocation, Instant at) {
        Instant updatedAt = invocation.progress().updatedAt();
        Instant notBefore = at.isBefore(updatedAt) ? updatedAt : at;
        return of(invocation, Event.WITHDRAWN, notBefore, Actor.supervision(), WITHDRAWN);
    }

    private static String message(Invocation invocation) {
        return invocation.progress().message();
    }

    private static JournalEntry of(Invocation invocation, Event event, Instant at, Actor actor, String message) {
        return new JournalEntry(
                invocation.project(),
                invocation.id(),
                invocation.instanceId(),
                event,
                invocation.status(),
                invocation.revision(),
                at,
                actor,
                message,
                invocation.progress().late());
    }
}
