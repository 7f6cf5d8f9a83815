package io.agentmaintenance.application.port.out;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Does the work of one invocation per call at its target: the instance, or a service through which the instance is reached. An
 * {@link AgentExecutor} uses a transport in this order: {@link #look}, report STARTED, {@link #begin}, {@link #look} until the work has ended,
 * report the end.
 *
 * <p>Each call is short, a few seconds at most, and never waits for the work itself. All state is stored at the target, so that another
 * process, or the same one after a crash, gets the same answers. The target keeps the state of an invocation at least until a later
 * invocation of the same instance begins. Implementations are thread-safe.
 *
 * <p>Every method throws {@link PortException} when the target cannot be reached. The caller may then repeat the call; the next
 * {@link #look} shows whether the failed call had an effect.
 */
public interface AgentTransport {
    /**
     * Reads the state of the work of an invocation. Changes nothing.
     *
     * @param invocation the invocation
     * @return its present state at the target
     * @throws PortException if the target cannot be reached
     */
    Look look(Invocation invocation);

    /**
     * Begins the work of an invocation and returns without waiting for its end. Begins at most once per invocation id, even if processes
     * crash, and however many processes call it.
     *
     * @param invocation the invocation to carry out; the agent must get its target version, which was fixed when it was accepted
     * @return whether the work has begun
     * @throws PortException if the target cannot be reached
     */
    BeginOutcome begin(Invocation invocation);

    /**
     * Stops the work of an invocation if that is possible without harm. In any case it stores a mark at the target: if the work has not
     * begun by then, every later {@link #begin} of the same invocation returns {@link BeginOutcome#REFUSED}. An executor must call this
     * method before it reports an invocation as canceled or interrupted.
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
        /** The work has not begun and never will: {@link AgentTransport#stop} was called, or later work has begun on the instance. */
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
     * The work has not begun. It may begin at any moment, if another process calls {@code begin}.
     *
     * @param lookAgainIn if the target cannot take the work yet, the time after which to look again, longer than zero; null if it can take it
     */
    record NotBegun(@Nullable Duration lookAgainIn) implements Look {}

    /**
     * The work is under way.
     *
     * @param lookAgainIn the time after which a change is expected, longer than zero; null if that is not known
     */
    record Alive(@Nullable Duration lookAgainIn) implements Look {}

    /** The work has ended, and the agent is on the target version. */
    record Succeeded() implements Look {}

    /**
     * The work has ended without success.
     *
     * @param message the reason, as users will read it, not empty
     * @param version the version of the agent after the failure, or null if that is not known
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
     * The work has begun and no longer runs, and its outcome is not known: it was interrupted or stopped. The caller decides by the present
     * state of the agent: with the target version, the work counts as done.
     *
     * @param message what is known about the interruption, as users will read it, not empty
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
