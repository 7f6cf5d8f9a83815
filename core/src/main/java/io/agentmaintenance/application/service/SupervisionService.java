package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.TimeLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ends what is overdue, and hands over again what is still pending. */
final class SupervisionService implements SuperviseInvocationsUseCase {
    // Many in one call of a database would block its writers.
    private static final int FORGOTTEN_AT_ONCE = 1000;
    // A repository whose answers are always full must not keep the caller for ever.
    private static final int MAX_CALLS = 1000;

    private final InvocationRepository repository;
    private final AgentExecutor executor;
    private final TransitionWriter transitions;
    private final BatchSplitter splitter;
    private final Deadlines deadlines;
    private final ObservedClock clock;

    SupervisionService(
            InvocationRepository repository,
            AgentExecutor executor,
            TransitionWriter transitions,
            BatchSplitter splitter,
            TimeLimits limits,
            ObservedClock clock) {
        this.repository = repository;
        this.executor = executor;
        this.transitions = transitions;
        this.splitter = splitter;
        this.deadlines = new Deadlines(repository, limits, clock);
        this.clock = clock;
    }

    @Override
    public int expireOverdue() {
        return new Expiry(repository, transitions, splitter, deadlines, clock.instant()).run();
    }

    @Override
    public int resumePending(Duration olderThan) {
        if (olderThan.isNegative()) {
            throw new IllegalArgumentException("olderThan must be 0 or more");
        }
        if (olderThan.isZero()) {
            return handOver(List.of(last -> pending(InvocationRepository.END_OF_TIME, last)));
        }
        Instant createdBefore = longAgo(olderThan);
        // What is dated ahead, because a clock was set back, may have any age.
        return handOver(
                List.of(last -> pending(createdBefore, last), last -> last == null ? pendingDatedAhead() : List.of()));
    }

    private int handOver(List<Function<@Nullable Invocation, List<Invocation>>> sources) {
        return new Resumption("pending", sources, executor::start, splitter).run();
    }

    private List<Invocation> pending(Instant createdBefore, @Nullable Invocation last) {
        return repository.pending(createdBefore, last, Resumption.PAGE);
    }

    private List<Invocation> pendingDatedAhead() {
        return deadlines.datedAhead().stream()
                .filter(invocation -> invocation.status() == InvocationStatus.PENDING)
                .toList();
    }

    @Override
    public int resumeRunning() {
        return new Resumption(
                        "running",
                        List.of(last -> repository.running(last, Resumption.PAGE)),
                        executor::resume,
                        splitter)
                .run();
    }

    @Override
    public int forgetFinished(Duration age) {
        if (age.isZero() || age.isNegative()) {
            throw new IllegalArgumentException("age must be more than 0");
        }
        Instant endedBefore = longAgo(age);
        int forgotten = 0;
        int inThisCall = FORGOTTEN_AT_ONCE;
        for (int call = 0; call < MAX_CALLS && inThisCall == FORGOTTEN_AT_ONCE; call++) {
            inThisCall = repository.forget(endedBefore, FORGOTTEN_AT_ONCE);
            forgotten += inThisCall;
        }
        return forgotten;
    }

    // A database cannot express every instant, and an age may mean never.
    private Instant longAgo(Duration age) {
        Instant now = clock.instant();
        return age.compareTo(Duration.between(Instant.EPOCH, now)) < 0 ? now.minus(age) : Instant.EPOCH;
    }
}
