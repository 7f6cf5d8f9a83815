package io.agentmaintenance.adapter.memory;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a server behaves when it gets work. Immutable. */
public final class AgentBehavior {
    /** The longest that a step may take: 36,500 days. Bounded, so that its end can be expressed in milliseconds since 1970. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    /** How the work ends. */
    enum End {
        SUCCESS,
        /** The work is done, but its success is never reported. */
        SILENCE,
        FAILURE,
        /** The work never ends. */
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
            throw new IllegalArgumentException("the durations of a behaviour must be 0 to 36,500 days");
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
     * {@return the behaviour of a server on which work fails a number of times, then behaves otherwise}
     *
     * @param times how many times, at least 1
     * @param failing how it fails, created by {@link #failAfter}
     * @param then the behaviour afterwards
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

    /** {@return the behaviour after this number of failures} */
    AgentBehavior after(int failures) {
        return then != null && failures >= times ? then.after(failures - times) : this;
    }
}
