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
import java.util.List;
import java.util.Map;

/** Cancels what is PENDING, and asks the executor to stop what is RUNNING. */
final class CancelService implements CancelInvocationsUseCase {
    // A conflict means that another caller changed the invocation. A repository that reports so many is broken.
    private static final int MAX_ROUNDS = 1000;
    private static final String WHY = "Canceled before it was picked up.";

    private final InvocationRepository repository;
    private final AgentExecutor executor;
    private final TransitionWriter transitions;
    private final BatchSplitter splitter;
    private final Clock clock;

    CancelService(
            InvocationRepository repository,
            AgentExecutor executor,
            TransitionWriter transitions,
            BatchSplitter splitter,
            Clock clock) {
        this.repository = repository;
        this.executor = executor;
        this.transitions = transitions;
        this.splitter = splitter;
        this.clock = clock;
    }

    @Override
    public List<CancelOutcome> cancel(ProjectId project, List<InvocationId> invocations) {
        CancelBatch batch = new CancelBatch();
        Failures failures = new Failures();
        splitter.process(
                invocations.stream().distinct().toList(), part -> settle(project, part, batch, failures), failures);
        if (!invocations.isEmpty() && batch.nothingIsKnown()) {
            throw failures.asException("the repository failed, so nothing is known about these invocations");
        }
        splitter.process(batch.toStop(), executor::cancel, failures).forEach(batch::notPassedOn);
        failures.report("some invocations could not be canceled");
        return invocations.stream().map(batch::outcome).toList();
    }

    /** Finds the outcomes of invocations. If it throws, the outcomes found by then are kept. */
    private void settle(ProjectId project, List<InvocationId> invocations, CancelBatch batch, Failures failures) {
        List<InvocationId> open = batch.open(invocations);
        // An invocation that is not canceled in one round was started, ended or withdrawn by another caller meanwhile.
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == MAX_ROUNDS) {
                throw new PortException("the repository reports one conflict after the other", null);
            }
            List<Invocation> pending = new ArrayList<>();
            Map<InvocationId, Invocation> known = repository.findAll(project, open);
            for (InvocationId id : open) {
                Invocation invocation = known.get(id);
                if (invocation != null && invocation.status() == InvocationStatus.PENDING) {
                    pending.add(invocation);
                } else {
                    batch.found(id, invocation);
                }
            }
            if (!pending.isEmpty()) {
                cancelPending(project, pending, batch, failures);
            }
            open = batch.open(open);
        }
    }

    private void cancelPending(ProjectId project, List<Invocation> pending, CancelBatch batch, Failures failures) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<InvocationUpdate> updates = pending.stream()
                .map(invocation -> InvocationUpdate.of(invocation.cancel(now, WHY)))
                .toList();
        List<WriteOutcome> outcomes = store(project, updates, batch);
        for (int i = 0; i < updates.size(); i++) {
            Invocation canceled = updates.get(i).change().after();
            if (outcomes.get(i) == WriteOutcome.STORED) {
                batch.canceled(canceled);
            } else if (outcomes.get(i) == WriteOutcome.FAILED) {
                batch.unknown(canceled.id());
                failures.add(new PortException("the repository failed to cancel an invocation", null));
            }
        }
    }

    private List<WriteOutcome> store(ProjectId project, List<InvocationUpdate> updates, CancelBatch batch) {
        try {
            return transitions.store(project, updates);
        } catch (PortException e) {
            // It may have stored them nevertheless.
            Map<InvocationId, Invocation> known = repository.findAll(
                    project, updates.stream().map(u -> u.change().after().id()).toList());
            updates.stream()
                    .map(update -> update.change().after())
                    .filter(canceled -> canceled.equals(known.get(canceled.id())))
                    .forEach(batch::canceled);
            throw e;
        }
    }
}
