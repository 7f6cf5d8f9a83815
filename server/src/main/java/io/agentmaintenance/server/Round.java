package io.agentmaintenance.server;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a thread found ready together, and how much of its time may go into answers: as much as they need if they
 * are few, else some. What an answer takes counts as far as turning the request away would have spared it. One for
 * each selector; not thread-safe, so a thread that has handed the selector over to another may see figures that are a little
 * old, which decide no worse.
 */
final class Round {
    /**
     * What a refusal takes of the thread that gives it: about this. An answer that takes up to twice as much is not counted: who
     * is turned away comes again, which costs more than it would have spared.
     */
    static final Duration REFUSAL = Duration.ofNanos(25_000);

    /**
     * An answer counts for this at most. One for a hundred servers takes half of it; where it seems to take more, the machine
     * has mostly done something else meanwhile, and that is no reason to turn anybody away.
     */
    static final Duration LONGEST = Duration.ofNanos(250_000);

    /**
     * Of so many calm rounds, one has no time, so its requests are handed over. It costs them next to nothing, and what the
     * virtual machine compiles for a calm server knows that way too. Else all of it would be thrown away when a crowd comes, and
     * compiled anew when there is least time for it.
     */
    static final int PRACTICE = 512;

    private static final long REFUSAL_NANOS = REFUSAL.toNanos();
    private static final long LONGEST_NANOS = LONGEST.toNanos();
    private static final ThreadLocal<Round> OF_THIS_THREAD = new ThreadLocal<>();

    private final LongSupplier nanoTime;
    private final int few;
    private final long crowdNanos;
    private int calmRounds;
    private boolean calm;
    private long allowed;
    private long spent;

    Round(LongSupplier nanoTime, int few, Duration ofACrowd) {
        this.nanoTime = nanoTime;
        this.few = few;
        this.crowdNanos = ofACrowd.toNanos();
    }

    /** {@return the round of this thread, or null if it is none that looks for requests} */
    static @Nullable Round ofThisThread() {
        return OF_THIS_THREAD.get();
    }

    /** This thread has found so many requests that are ready. */
    void beginsOnThisThread(int requests) {
        calm = requests <= few;
        spent = 0;
        if (!calm) {
            allowed = crowdNanos;
        } else if (++calmRounds == PRACTICE) {
            calmRounds = 0;
            allowed = 0;
        } else {
            allowed = Long.MAX_VALUE;
        }
        OF_THIS_THREAD.set(this);
    }

    /** Answers a request of the round. */
    void take(Runnable answer) {
        long began = nanoTime.getAsLong();
        answer.run();
        long taken = nanoTime.getAsLong() - began;
        if (taken > 2 * REFUSAL_NANOS) {
            spent += Math.min(LONGEST_NANOS, taken - REFUSAL_NANOS);
        }
    }

    /** {@return whether so few were ready that nobody need be turned away} */
    boolean isCalm() {
        return calm;
    }

    /** {@return whether another answer may be given} */
    boolean hasTime() {
        return spent < allowed;
    }
}
