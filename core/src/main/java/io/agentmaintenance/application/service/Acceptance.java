package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.application.service.BatchReader.Found;
import io.agentmaintenance.domain.Actor;
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
import java.util.Collection;
import java.util.List;

/** Turns eligible candidates into stored invocations. */
final class Acceptance {
    private final InvocationRepository repository;
    private final BatchReader reader;
    private final InvocationIds ids;
    private final ListenerNotifier listeners;
    private final TransitionWriter transitions;

    Acceptance(
            InvocationRepository repository,
            BatchReader reader,
            InvocationIds ids,
            ListenerNotifier listeners,
            TransitionWriter transitions) {
        this.repository = repository;
        this.reader = reader;
        this.ids = ids;
        this.listeners = listeners;
        this.transitions = transitions;
    }

    /** Stores the candidates of the items: each item is then stored, refused, or still open because of a conflict. */
    void store(InvocationRequest request, List<Candidate> accepted, List<Item> items, Actor caller) {
        List<Insertion> insertions;
        try {
            insertions = insertions(request, accepted, caller);
        } catch (RuntimeException e) {
            UncaughtFailures.report(e);
            items.forEach(item -> item.refuse(Refusal.of(RefusalReason.STORE_UNAVAILABLE)));
            return;
        }
        List<WriteOutcome> outcomes;
        try {
            outcomes = repository.insert(request.project(), insertions);
        } catch (RuntimeException e) {
            settleByReading(request.project(), items, insertions, e);
            return;
        }
        settle(items, insertions, outcomes);
    }

    /** Completes invocations that had timed out and whose work turned out to be done. A concurrent update wins; that is harmless. */
    void completeLate(ProjectId project, Collection<Candidate> workDone, Actor caller, Instant now) {
        if (workDone.isEmpty()) {
            return;
        }
        DistinctUpdates updates = new DistinctUpdates();
        for (Candidate candidate : workDone) {
            Invocation earlier = candidate.earlier();
            if (earlier != null) {
                // Of two rollbacks of the same update the first one counts.
                updates.add(Succession.success(earlier, candidate.undone(), caller, now));
            }
        }
        try {
            transitions.store(project, updates.all());
        } catch (RuntimeException e) {
            // The items are refused in any case, and the next retry finds the same facts.
            UncaughtFailures.report(e);
        }
    }

    private List<Insertion> insertions(InvocationRequest request, List<Candidate> accepted, Actor caller) {
        List<InvocationId> fresh = ids.next(accepted.size());
        List<Insertion> insertions = new ArrayList<>();
        for (int i = 0; i < accepted.size(); i++) {
            Candidate candidate = accepted.get(i);
            Invocation invocation = candidate.accept(fresh.get(i), request.project(), request.origin(), caller);
            Invocation repeated = request.type() == InvocationType.RETRY ? candidate.earlier() : null;
            insertions.add(new Insertion(
                    invocation, candidate.history().latest(), repeated == null ? null : RetryLink.from(repeated)));
        }
        return insertions;
    }

    private void settle(List<Item> items, List<Insertion> insertions, List<WriteOutcome> outcomes) {
        for (int i = 0; i < items.size(); i++) {
            switch (outcomes.get(i)) {
                case STORED -> stored(items.get(i), insertions.get(i).invocation());
                case FAILED -> items.get(i).refuse(Refusal.of(RefusalReason.STORE_UNAVAILABLE));
                case CONFLICT -> {
                    // Left open: the rules decide what the concurrent change means for it.
                }
            }
        }
    }

    // An invocation that is found counts. One that is not found may still appear, if the store is still writing.
    private void settleByReading(
            ProjectId project, List<Item> items, List<Insertion> insertions, RuntimeException failure) {
        Failures failures = new Failures();
        failures.add(failure);
        Found<InvocationId, Invocation> found = reader.read(
                insertions.stream().map(i -> i.invocation().id()).toList(),
                ids -> repository.findAll(project, ids),
                failures);
        failures.report("it is not known whether new invocations were stored");
        for (int i = 0; i < items.size(); i++) {
            Invocation invocation = insertions.get(i).invocation();
            if (found.get(invocation.id()) == null) {
                items.get(i).refuse(Refusal.of(RefusalReason.STORE_IN_DOUBT));
            } else {
                stored(items.get(i), invocation);
            }
        }
    }

    private void stored(Item item, Invocation invocation) {
        item.store(invocation);
        listeners.accepted(invocation);
    }
}
