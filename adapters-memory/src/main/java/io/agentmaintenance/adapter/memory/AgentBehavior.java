package io.agentmaintenance.adapter.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens on a server when work reaches it. Immutable. */
public final class AgentBehavior {
    /** The longest that a step may take: 36,500 days. Bounded, so that its end can be expressed in milliseconds since 1970. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    /** How the work ends, if it does. */
    enum End {
        SUCCESS,
        /** The work is done, but its success is never seen. */
        SILENCE,
        FAILURE,
        /** It does not end. */
        NEVER
    }

    private static final AgentBehavior NOT_PICKED_UP = new AgentBehavior(null, Duration.ZERO, End.NEVER, "", 0, null);

    final @Nullable Duration pickUp;
    final Duration work;
    final End end;
    final String message;
    private final int times;
    private final @Nullable AgentBehavior then;

    private AgentBehavior(
            @Nullable Duration pickUp,
            Duration work,
            End end,
            String message,
            int times,
            @Nullable AgentBehavior then) {
        if (!isPossible(work) || (pickUp != null && !isPossible(pickUp))) {
            throw new IllegalArgumentException("a behaviour's durations must be of 0 to 36,500 days");
        }
        this.pickUp = pickUp;
        this.work = work;
        this.end = end;
        this.message = message;
        this.times = times;
        this.then = then;
    }

    /**
     * {@return the behaviour of a server on which work succeeds; with both durations zero, before the call that starts it
     * returns}
     *
     * @param pickUp how long until the work is picked up, 0 to {@link #LONGEST}
     * @param work how long it takes then, 0 to {@link #LONGEST}
     * @throws IllegalArgumentException if a duration is out of bounds
     */
    public static AgentBehavior succeedAfter(Duration pickUp, Duration work) {
        return new AgentBehavior(pickUp, work, End.SUCCESS, "", 0, null);
    }

    /**
     * {@return the behaviour of a server on which work succeeds but its report gets lost, so that it times out}
     *
     * @param pickUp how long until the work is picked up, 0 to {@link #LONGEST}
     * @param work how long it takes then, 0 to {@link #LONGEST}
     * @throws IllegalArgumentException if a duration is out of bounds
     */
    public static AgentBehavior succeedSilently(Duration pickUp, Duration work) {
        return new AgentBehavior(pickUp, work, End.SILENCE, "", 0, null);
    }

    /**
     * {@return the behaviour of a server on which work fails}
     *
     * @param pickUp how long until the work is picked up, 0 to {@link #LONGEST}
     * @param work how long it takes to fail then, 0 to {@link #LONGEST}
     * @param message the reason that is reported, not empty
     * @throws IllegalArgumentException if a duration is out of bounds
     */
    public static AgentBehavior failAfter(Duration pickUp, Duration work, String message) {
        return new AgentBehavior(pickUp, work, End.FAILURE, message, 0, null);
    }

    /**
     * {@return the behaviour of a server on which work fails a few times, and then goes another way}
     *
     * @param times how many times, at least 1
     * @param failing how it fails, made by {@link #failAfter}
     * @param then how it goes afterwards
     * @throws IllegalArgumentException if it would fail less than once, or not fail at all
     */
    public static AgentBehavior failTimes(int times, AgentBehavior failing, AgentBehavior then) {
        if (times < 1 || failing.end != End.FAILURE) {
            throw new IllegalArgumentException("failTimes needs at least one failure");
        }
        return new AgentBehavior(failing.pickUp, failing.work, failing.end, failing.message, times, then);
    }

    /**
     * {@return the behaviour of a server on which work is picked up and never ends, so that it times out}
     *
     * @param pickUp how long until the work is picked up, 0 to {@link #LONGEST}
     * @throws IllegalArgumentException if a duration is out of bounds
     */
    public static AgentBehavior hang(Duration pickUp) {
        return new AgentBehavior(pickUp, Duration.ZERO, End.NEVER, "", 0, null);
    }

    /**
     * {@return the behaviour of a server that never picks work up, so that it times out}
     */
    public static AgentBehavior neverPickedUp() {
        return NOT_PICKED_UP;
    }

    private static boolean isPossible(Duration step) {
        return !step.isNegative() && step.compareTo(LONGEST) <= 0;
    }

    /** {@return the behaviour after so many failures} */
    AgentBehavior after(int failures) {
        return then != null && failures >= times ? then.after(failures - times) : this;
    }
}
