package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.TimeLimits;

/** Ends what is overdue, and hands over again what is still pending. */
final class SupervisionService implements SuperviseInvocationsUseCase {
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
    public int resumePending() {
        return new Resumption(repository, executor, splitter).run();
    }
}
