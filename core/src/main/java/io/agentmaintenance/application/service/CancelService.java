package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.CancelInvocationsUseCase;
import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
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
    public List<CancelOutcome> cancel(ProjectId project, List<InvocationId> invocations, Actor caller) {
        CancelBatch batch = new CancelBatch();
        Failures failures = new Failures();
        splitter.process(
                invocations.stream().distinct().toList(),
                part -> settle(project, part, caller, batch, failures),
                failures);
        if (!invocations.isEmpty() && batch.nothingIsKnown()) {
            throw failures.asException("the repository failed, so nothing is known about these invocations");
        }
        splitter.process(batch.toStop(), part -> stop(part, batch), failures).forEach(batch::notPassedOn);
        findEnded(project, batch, failures);
        failures.report("some invocations could not be canceled");
        return invocations.stream().map(batch::outcome).toList();
    }

    /** Finds the outcomes of invocations. If it throws, the outcomes found by then are kept. */
    private void settle(
            ProjectId project, List<InvocationId> invocations, Actor caller, CancelBatch batch, Failures failures) {
        List<InvocationId> open = batch.open(invocations);
        // An invocation that is not changed in one round was changed or withdrawn by another caller meanwhile.
        for (int round = 0; !open.isEmpty(); round++) {
            if (round == MAX_ROUNDS) {
                throw new PortException("the repository reports one conflict after the other", null);
            }
            Instant now = Instant.ofEpochMilli(clock.millis());
            List<InvocationUpdate> updates = new ArrayList<>();
            Map<InvocationId, Invocation> known = repository.findAll(project, open);
            for (InvocationId id : open) {
                Invocation invocation = known.get(id);
                if (invocation != null && invocation.status() == InvocationStatus.PENDING) {
                    updates.add(InvocationUpdate.of(invocation.cancel(now, WHY), caller));
                } else if (invocation != null && lacksWish(invocation)) {
                    updates.add(InvocationUpdate.of(invocation.requestCancel(now), caller));
                } else {
                    batch.found(id, invocation);
                }
            }
            if (!updates.isEmpty()) {
                store(project, updates, batch, failures);
            }
            open = batch.open(open);
        }
    }

    private void store(ProjectId project, List<InvocationUpdate> updates, CancelBatch batch, Failures failures) {
        List<WriteOutcome> outcomes;
        try {
            outcomes = transitions.store(project, updates);
        } catch (PortException e) {
            // It may have stored them nevertheless.
            findStored(project, updates, batch);
            throw e;
        }
        for (int i = 0; i < updates.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                stored(updates.get(i).change().after(), batch);
            } else if (outcomes.get(i) == WriteOutcome.FAILED) {
                notStored(updates.get(i).change().before(), batch);
                failures.add(new PortException("the repository failed to cancel an invocation", null));
            }
        }
    }

    private void findStored(ProjectId project, List<InvocationUpdate> updates, CancelBatch batch) {
        Map<InvocationId, Invocation> known = repository.findAll(
                project, updates.stream().map(u -> u.change().after().id()).toList());
        for (InvocationUpdate update : updates) {
            Invocation after = update.change().after();
            if (after.equals(known.get(after.id()))) {
                stored(after, batch);
            } else if (after.status() == InvocationStatus.RUNNING) {
                batch.found(after.id(), known.get(after.id()));
            }
        }
    }

    private void stop(List<Invocation> part, CancelBatch batch) {
        try {
            executor.cancel(part);
        } catch (PortException e) {
            batch.inDoubt(part);
            throw e;
        }
    }

    private void findEnded(ProjectId project, CancelBatch batch, Failures failures) {
        if (batch.inDoubt().isEmpty()) {
            return;
        }
        try {
            repository.findAll(project, batch.inDoubt()).values().forEach(batch::foundAfterwards);
        } catch (PortException e) {
            failures.add(e);
        }
    }

    private static void stored(Invocation after, CancelBatch batch) {
        if (after.status() == InvocationStatus.CANCELED) {
            batch.canceled(after);
        } else {
            batch.found(after.id(), after);
        }
    }

    // The executor can stop work that is RUNNING also if the wish to cancel it cannot be stored.
    private static void notStored(Invocation before, CancelBatch batch) {
        if (before.status() == InvocationStatus.RUNNING) {
            batch.found(before.id(), before);
        } else {
            batch.unknown(before.id());
        }
    }

    private static boolean lacksWish(Invocation invocation) {
        return invocation.status() == InvocationStatus.RUNNING
                && invocation.progress().cancelRequestedAt() == null;
    }
}
