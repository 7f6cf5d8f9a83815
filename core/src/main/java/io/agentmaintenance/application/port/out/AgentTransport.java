package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How work reaches a server: one invocation per call. An {@link AgentExecutor} drives a transport: it looks, reports STARTED, begins,
 * looks again later, and reports the end.
 *
 * <p>Each call is short, a few seconds at most, and never waits for the work itself. All state is kept at the target, so that another
 * process, or the same one after a crash, gets the same answers. The target remembers an invocation at least until a later
 * invocation of the same server begins. Implementations are thread-safe.
 *
 * <p>Every method throws {@link PortException} when the target cannot be reached. The caller may then repeat the call; whether the failed
 * call had an effect is known by the next {@link #look}.
 */
public interface AgentTransport {
    /**
     * Finds out what became of an invocation. Changes nothing.
     *
     * @param invocation the invocation
     * @return its present state at the target
     * @throws PortException if the target cannot be reached
     */
    Look look(Invocation invocation);

    /**
     * Begins the work of an invocation and returns without waiting for its end. Begins at most once per invocation id, whatever crashes
     * and however many processes call it.
     *
     * @param invocation the invocation to carry out, to its pinned target version
     * @return whether the work has begun
     * @throws PortException if the target cannot be reached
     */
    BeginOutcome begin(Invocation invocation);

    /**
     * Stops the work of an invocation if that is possible without harm. In any case it leaves a mark at the target: if the work has not
     * begun by then, every later {@link #begin} of the same invocation returns {@link BeginOutcome#REFUSED}. Before an invocation is
     * ended as canceled or interrupted, this method must be called.
     *
     * @param invocation the invocation
     * @return whether the work is stopped
     * @throws PortException if the target cannot be reached
     */
    StopOutcome stop(Invocation invocation);

    /** What {@link #begin} did. */
    enum BeginOutcome {
        /** The work has begun by this call. */
        BEGUN,
        /** An earlier call has begun the work. This call changed nothing. */
        BEGUN_BEFORE,
        /** The work has not begun and never will: {@link AgentTransport#stop} was called, or later work has begun on the server. */
        REFUSED
    }

    /** What {@link #stop} achieved. */
    enum StopOutcome {
        /** Nothing runs, and nothing will. This is also the answer for work that was lost before. */
        STOPPED,
        /** The work cannot be stopped without harm. It goes on to its end. */
        GOES_ON,
        /** The work had ended before, with an outcome that {@link AgentTransport#look} returns. */
        DONE
    }

    /** What {@link #look} found. */
    sealed interface Look permits NotBegun, Alive, Succeeded, Failed, Lost {}

    /**
     * The work has not begun. This is no promise for the future: a {@code begin} of another process may be on its way.
     *
     * @param lookAgainIn longer than zero if the target cannot take the work yet: when to look again; null if it can
     */
    record NotBegun(@Nullable Duration lookAgainIn) implements Look {}

    /**
     * The work is under way.
     *
     * @param lookAgainIn when news is expected, longer than zero; null if that is not known
     */
    record Alive(@Nullable Duration lookAgainIn) implements Look {}

    /** The work has ended, and the agent is on the target version. */
    record Succeeded() implements Look {}

    /**
     * The work has ended without success.
     *
     * @param message the reason for the reader, not empty
     * @param version the version that the agent has after the failure, or null if that is not known
     */
    record Failed(String message, @Nullable AgentVersion version) implements Look {
        /**
         * Checks the message.
         *
         * @throws IllegalArgumentException if the message is empty
         */
        public Failed {
            requireMessage(message);
        }
    }

    /**
     * The work has begun and no longer runs, and its outcome is not known: it was interrupted or stopped. The caller judges by the agent
     * that is there now.
     *
     * @param message what is known about the interruption, for the reader, not empty
     * @param agent the agent as it is now
     */
    record Lost(String message, AgentState agent) implements Look {
        /**
         * Checks the message.
         *
         * @throws IllegalArgumentException if the message is empty
         */
        public Lost {
            requireMessage(message);
        }
    }

    private static void requireMessage(String message) {
        if (message.isEmpty()) {
            throw new IllegalArgumentException("message must not be empty");
        }
    }
}
