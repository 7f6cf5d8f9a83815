package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.CancelInvocationsUseCase;
import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives up what is pending, and asks the executor to stop what is running. */
final class CancelService implements CancelInvocationsUseCase {
    // A lost race means that somebody else changed the task. A store that makes us lose this often is broken.
    private static final int MAX_ROUNDS = 1000;
    private static final String WHY = "Canceled before it was picked up.";

    private final InvocationRepository repository;
    private final AgentExecutor executor;
    private final TransitionWriter transitions;
    private final Clock clock;

    CancelService(InvocationRepository repository, AgentExecutor executor, TransitionWriter transitions, Clock clock) {
        this.repository = repository;
        this.executor = executor;
        this.transitions = transitions;
        this.clock = clock;
    }

    @Override
    public List<CancelOutcome> cancel(ProjectId project, List<InvocationId> invocations) {
        Map<InvocationId, CancelOutcome> outcomes = new LinkedHashMap<>();
        List<Invocation> toStop = new ArrayList<>();
        Set<InvocationId> open = new LinkedHashSet<>(invocations);
        // A pending task that is not canceled in one round was started, ended or taken back by somebody else.
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == MAX_ROUNDS) {
                throw new PortException("the repository reports one conflict after the other", null);
            }
            Map<InvocationId, Invocation> known = repository.findAll(project, open);
            List<Invocation> pending = new ArrayList<>();
            for (InvocationId id : open) {
                CancelOutcome outcome = atOnce(known.get(id), toStop, pending);
                if (outcome != null) {
                    outcomes.put(id, outcome);
                }
            }
            for (Invocation canceled : cancelPending(project, pending)) {
                outcomes.put(canceled.id(), CancelOutcome.CANCELED);
                toStop.add(canceled);
            }
            open.removeAll(outcomes.keySet());
        }
        if (!toStop.isEmpty()) {
            executor.cancel(toStop);
        }
        return invocations.stream()
                .map(id -> outcomes.getOrDefault(id, CancelOutcome.NOT_FOUND))
                .toList();
    }

    private static @Nullable CancelOutcome atOnce(
            @Nullable Invocation invocation, List<Invocation> toStop, List<Invocation> pending) {
        if (invocation == null) {
            return CancelOutcome.NOT_FOUND;
        }
        if (invocation.status() == InvocationStatus.PENDING) {
            pending.add(invocation);
            return null;
        }
        if (invocation.isActive()) {
            toStop.add(invocation);
            return CancelOutcome.REQUESTED;
        }
        return CancelOutcome.FINISHED;
    }

    private List<Invocation> cancelPending(ProjectId project, List<Invocation> pending) {
        if (pending.isEmpty()) {
            return List.of();
        }
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<InvocationUpdate> updates = new ArrayList<>();
        pending.forEach(invocation -> updates.add(InvocationUpdate.of(invocation.cancel(now, WHY))));
        List<WriteOutcome> outcomes = transitions.store(project, updates);
        List<Invocation> canceled = new ArrayList<>();
        for (int i = 0; i < updates.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                canceled.add(updates.get(i).change().after());
            }
        }
        if (outcomes.contains(WriteOutcome.FAILED)) {
            throw new PortException("the repository failed to cancel a task", null);
        }
        return canceled;
    }
}
