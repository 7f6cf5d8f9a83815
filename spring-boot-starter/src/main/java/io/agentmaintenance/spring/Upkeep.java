package io.agentmaintenance.spring;

import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.Journal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The periodic work of the core and its store. Thread-safe. */
final class Upkeep {
    /** Younger tasks are about to be handed over by the node that accepted them. */
    private static final Duration PENDING_FOR = Duration.ofSeconds(30);

    private static final int AT_ONCE = 1_000;

    private final SuperviseInvocationsUseCase supervision;
    private final @Nullable Journal journal;
    private final @Nullable CountFolding counts;
    private final Clock clock;
    private final Duration retention;
    private volatile @Nullable Instant lastSupervision;

    Upkeep(
            SuperviseInvocationsUseCase supervision,
            @Nullable Journal journal,
            @Nullable CountFolding counts,
            Clock clock,
            Duration retention) {
        this.supervision = supervision;
        this.journal = journal;
        this.counts = counts;
        this.clock = clock;
        this.retention = retention;
    }

    /** Takes up what the last process has left, where its work was kept in memory. */
    void resumeAfterStart() {
        supervision.resumeRunning();
        supervision.resumePending();
    }

    void expireOverdue() {
        supervision.expireOverdue();
        lastSupervision = clock.instant();
    }

    void resumePending() {
        supervision.resumePending(PENDING_FOR);
    }

    /** Forgets what is older than the retention, the journal a thousand entries in one transaction. */
    void forgetOld() {
        supervision.forgetFinished(retention);
        Journal entries = journal;
        if (entries != null) {
            Instant before = clock.instant().minus(retention);
            int forgotten;
            do {
                forgotten = entries.forget(before, AT_ONCE);
            } while (forgotten >= AT_ONCE);
        }
    }

    void foldCounts() {
        CountFolding folding = counts;
        if (folding != null) {
            folding.fold();
        }
    }

    /** {@return when {@link #expireOverdue} last succeeded in this process; null before the first time} */
    @Nullable Instant lastSupervision() {
        return lastSupervision;
    }
}
