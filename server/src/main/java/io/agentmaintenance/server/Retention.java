package io.agentmaintenance.server;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.IntUnaryOperator;

/**
 * Forgets what is older than the cloud keeps it.
 *
 * @param repository the tasks
 * @param journal what happened to them
 * @param clock the time that judges their age
 */
record Retention(InvocationRepository repository, Journal journal, Clock clock) {
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int AT_ONCE = 1_000;

    /** Forgets all that is old, a thousand in one transaction, so that others can write in between. */
    void forgetOld() {
        Instant before = clock.instant().minus(KEPT);
        untilNothingIsLeft(limit -> repository.forget(before, limit));
        untilNothingIsLeft(limit -> journal.forget(before, limit));
    }

    private static void untilNothingIsLeft(IntUnaryOperator forget) {
        int forgotten;
        do {
            forgotten = forget.applyAsInt(AT_ONCE);
        } while (forgotten >= AT_ONCE);
    }
}
