package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.TimeLimits;
import java.time.Clock;
import java.time.Instant;

/** Ends what is overdue, and hands over again what is still pending. */
final class SupervisionService implements SuperviseInvocationsUseCase {
    private final InvocationRepository repository;
    private final AgentExecutor executor;
    private final TransitionWriter transitions;
    private final BatchSplitter splitter;
    private final TimeLimits limits;
    private final Clock clock;

    SupervisionService(
            InvocationRepository repository,
            AgentExecutor executor,
            TransitionWriter transitions,
            BatchSplitter splitter,
            TimeLimits limits,
            Clock clock) {
        this.repository = repository;
        this.executor = executor;
        this.transitions = transitions;
        this.splitter = splitter;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public int expireOverdue() {
        return new Expiry(repository, transitions, splitter, limits, Instant.ofEpochMilli(clock.millis())).run();
    }

    @Override
    public int resumePending() {
        return new Resumption(repository, executor, splitter).run();
    }
}
