package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.SuperviseInvocationsUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TimeLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends what is overdue, and hands over again what is still pending. */
final class SupervisionService implements SuperviseInvocationsUseCase {
    private static final int PAGE = 1000;

    private final InvocationRepository repository;
    private final AgentExecutor executor;
    private final TransitionWriter transitions;
    private final Deadlines deadlines;
    private final Clock clock;

    SupervisionService(
            InvocationRepository repository,
            AgentExecutor executor,
            TransitionWriter transitions,
            TimeLimits limits,
            ObservedClock clock) {
        this.repository = repository;
        this.executor = executor;
        this.transitions = transitions;
        this.deadlines = new Deadlines(repository, limits, clock);
        this.clock = clock;
    }

    @Override
    public int expireOverdue() {
        Instant now = Instant.ofEpochMilli(clock.millis());
        Instant pendingSince = deadlines.pendingSince();
        Instant runningSince = deadlines.runningSince();
        int total = 0;
        for (int ended = 1; ended > 0; total += ended) {
            ended = timeOut(repository.overdue(pendingSince, runningSince, PAGE), now);
        }
        List<Invocation> datedAhead = deadlines.overdueDatedAhead();
        for (int i = 0; i < datedAhead.size(); i += PAGE) {
            total += timeOut(datedAhead.subList(i, Math.min(i + PAGE, datedAhead.size())), now);
        }
        return total;
    }

    @Override
    public int resumePending() {
        int total = 0;
        @Nullable Invocation last = null;
        List<Invocation> page;
        do {
            page = repository.pending(last, PAGE);
            if (!page.isEmpty()) {
                total += page.size() - executor.start(page).size();
                last = page.get(page.size() - 1);
            }
        } while (page.size() == PAGE);
        return total;
    }

    private int timeOut(List<Invocation> overdue, Instant now) {
        Map<ProjectId, List<InvocationUpdate>> byProject = new LinkedHashMap<>();
        for (Invocation invocation : overdue) {
            byProject
                    .computeIfAbsent(invocation.project(), p -> new ArrayList<>())
                    .add(InvocationUpdate.of(invocation.timeOut(now)));
        }
        int ended = 0;
        for (Map.Entry<ProjectId, List<InvocationUpdate>> entry : byProject.entrySet()) {
            ended += Collections.frequency(transitions.store(entry.getKey(), entry.getValue()), WriteOutcome.STORED);
        }
        return ended;
    }
}
