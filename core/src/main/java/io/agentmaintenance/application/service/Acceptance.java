package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Candidate;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns eligible candidates into stored invocations. */
final class Acceptance {
    private final InvocationRepository repository;
    private final InvocationIds ids;
    private final ListenerNotifier listeners;
    private final TransitionWriter transitions;

    Acceptance(
            InvocationRepository repository,
            InvocationIds ids,
            ListenerNotifier listeners,
            TransitionWriter transitions) {
        this.repository = repository;
        this.ids = ids;
        this.listeners = listeners;
        this.transitions = transitions;
    }

    /** Stores the candidates of the items: each item is then stored, refused, or still open because it lost a race. */
    void store(InvocationRequest request, List<Candidate> accepted, List<Item> items) {
        try {
            List<Insertion> insertions = insertions(request, accepted);
            List<WriteOutcome> outcomes = insert(request.project(), insertions);
            for (int i = 0; i < items.size(); i++) {
                Invocation invocation = insertions.get(i).invocation();
                switch (outcomes.get(i)) {
                    case STORED -> stored(items.get(i), invocation);
                    case FAILED -> items.get(i).refuse(Refusal.of(RefusalReason.STORE_UNAVAILABLE));
                    case CONFLICT -> {
                        // Left open: the rules decide what the winner of the race means for it.
                    }
                }
            }
        } catch (RuntimeException e) {
            items.stream()
                    .filter(Item::isOpen)
                    .forEach(item -> item.refuse(Refusal.of(RefusalReason.STORE_UNAVAILABLE)));
        }
    }

    /** Completes tasks that had timed out and whose work turned out to be done. Whoever was faster is right as well. */
    void completeLate(ProjectId project, List<Candidate> workDone, Instant now) {
        if (workDone.isEmpty()) {
            return;
        }
        List<InvocationUpdate> updates = new ArrayList<>(workDone.size());
        for (Candidate candidate : workDone) {
            Invocation earlier = candidate.earlier();
            if (earlier != null) {
                updates.add(Succession.success(earlier, candidate.undone(), now));
            }
        }
        try {
            transitions.store(project, updates);
        } catch (RuntimeException e) {
            // The items are refused either way, and the next retry finds the same facts.
            return;
        }
    }

    private List<Insertion> insertions(InvocationRequest request, List<Candidate> accepted) {
        List<InvocationId> fresh = ids.next(accepted.size());
        List<Insertion> insertions = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            Candidate candidate = accepted.get(i);
            Invocation invocation = candidate.accept(fresh.get(i), request.project(), request.origin());
            Invocation repeated = request.type() == InvocationType.RETRY ? candidate.earlier() : null;
            insertions.add(new Insertion(
                    invocation,
                    candidate.history().latest(),
                    repeated == null ? null : repeated.retriedBy(invocation.id())));
        }
        return insertions;
    }

    // A store that throws has written nothing, says its contract. One that throws after all may have: what is there
    // counts.
    private List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        try {
            return repository.insert(project, insertions);
        } catch (RuntimeException e) {
            Map<InvocationId, Invocation> found = repository.findAll(
                    project, insertions.stream().map(i -> i.invocation().id()).toList());
            return insertions.stream()
                    .map(i -> found.containsKey(i.invocation().id()) ? WriteOutcome.STORED : WriteOutcome.FAILED)
                    .toList();
        }
    }

    private void stored(Item item, Invocation invocation) {
        item.store(invocation);
        listeners.accepted(invocation);
    }
}
