package io.agentmaintenance.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an invocation has come.
 *
 * @param status its state
 * @param startedAt what the clock showed when work began, or null if it has not; earlier than the creation if the clock was set back
 * @param startedBy the worker that began the work, or null if it has not begun, or if its end was reported before its start
 * @param endedAt what the clock showed when it left the active states, or null if it has not; a late report moves it
 * @param cancelRequestedAt the time of the first request to cancel it while it was RUNNING, or null
 * @param updatedAt when it last changed; never goes back, even if the clock does
 * @param message why it is where it is, 1 to 5,000 characters; a longer text is cut, and what no database can keep is replaced
 * @param late whether a report that came after the time-out decided the end
 */
public record Progress(
        InvocationStatus status,
        @Nullable Instant startedAt,
        @Nullable Worker startedBy,
        @Nullable Instant endedAt,
        @Nullable Instant cancelRequestedAt,
        Instant updatedAt,
        String message,
        boolean late) {
    /** The greatest number of characters of a message. Documented. */
    public static final int MAX_MESSAGE = 5000;

    private static final String ACCEPTED = "Accepted, waiting to be picked up.";

    /**
     * Checks that times and state fit together, and cuts the message.
     *
     * @throws IllegalArgumentException if the message is empty, or an active state has an end, or another one has none
     */
    public Progress {
        if (message.isEmpty()) {
            throw new IllegalArgumentException("message must have 1 to " + MAX_MESSAGE + " characters");
        }
        if (status.isActive() == (endedAt != null)) {
            throw new IllegalArgumentException("an invocation has an end if and only if it is not active");
        }
        message = StorableText.of(message, MAX_MESSAGE);
    }

    /**
     * {@return the progress of an invocation that was just accepted}
     *
     * @param at when
     */
    public static Progress accepted(Instant at) {
        return new Progress(InvocationStatus.PENDING, null, null, null, null, at, ACCEPTED, false);
    }

    /** Goes on to the next state, or throws if the table of transitions does not have it. */
    Progress to(InvocationStatus next, Instant now, String why) {
        return to(next, now, why, startedBy);
    }

    /** Goes on to the next state; the worker is the one that begins, or that began before. */
    Progress to(InvocationStatus next, Instant now, String why, @Nullable Worker worker) {
        if (!status.canBecome(next)) {
            throw new IllegalTransitionException(status, next);
        }
        boolean reconciled = status == InvocationStatus.TIMEOUT && next != InvocationStatus.ROLLBACKED;
        Instant start = next == InvocationStatus.RUNNING ? now : startedAt;
        Instant end = next.isActive() ? null : next == InvocationStatus.ROLLBACKED ? endedAt : now;
        return new Progress(next, start, worker, end, cancelRequestedAt, notBefore(now), why, late || reconciled);
    }

    /** Notes a request to cancel. */
    Progress cancelRequested(Instant now) {
        return new Progress(status, startedAt, startedBy, endedAt, now, notBefore(now), message, late);
    }

    private Instant notBefore(Instant now) {
        return now.isBefore(updatedAt) ? updatedAt : now;
    }
}
