package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.application.port.in.CreateInvocationsUseCase;
import io.agentmaintenance.application.port.in.Violation;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Candidate;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.PlannedItem;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.vavr.collection.Seq;
import io.vavr.control.Either;
import io.vavr.control.Validation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Judges the items of a request, stores what is eligible, hands it over, and answers one outcome per item. */
final class CreateService implements CreateInvocationsUseCase {
    // Each round means that somebody else changed the same instance in between; after so many we say so.
    private static final int ROUNDS = 5;

    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Acceptance acceptance;
    private final Dispatch dispatch;
    private final CommandValidation validation;
    private final Clock clock;

    CreateService(
            Candidates candidates,
            Eligibility eligibility,
            Acceptance acceptance,
            Dispatch dispatch,
            CommandValidation validation,
            Clock clock) {
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.acceptance = acceptance;
        this.dispatch = dispatch;
        this.validation = validation;
        this.clock = clock;
    }

    @Override
    public Answer<BatchResult> create(CreateInvocationsCommand command) {
        return validation.answer(command, c -> create(CommandTranslation.request(c)));
    }

    @Override
    public Answer<BatchPlan> plan(CreateInvocationsCommand command) {
        return validation.answer(command, c -> plan(CommandTranslation.request(c)));
    }

    @Override
    public List<Violation> validate(CreateInvocationsCommand command) {
        return validation.violations(command);
    }

    @Override
    public BatchResult create(InvocationRequest request) {
        Items items = Items.of(request);
        List<Item> open = items.all();
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            storeEligible(request, open);
            open = items.open();
        }
        open.forEach(item -> item.refuse(Refusal.of(RefusalReason.CONTENDED)));
        handOver(request, items);
        return new BatchResult(items.outcomes());
    }

    @Override
    public BatchPlan plan(InvocationRequest request) {
        List<Item> items = Items.of(request).all();
        List<PlannedItem> plan = new ArrayList<>();
        try {
            List<Candidate> judged = candidates.of(request, items, now());
            for (int i = 0; i < items.size(); i++) {
                plan.add(planned(items.get(i), judged.get(i)));
            }
        } catch (PortFailure outage) {
            Refusal refusal = Refusal.of(outage.reason());
            items.forEach(item -> plan.add(new PlannedItem(item.server(), item.earlier, null, List.of(refusal))));
        }
        return new BatchPlan(plan);
    }

    /** Decides on the open items and stores the eligible ones. What lost a race stays open, to be judged anew. */
    private void storeEligible(InvocationRequest request, List<Item> open) {
        List<Item> eligible = new ArrayList<>();
        List<Candidate> accepted = new ArrayList<>();
        List<Candidate> workDone = new ArrayList<>();
        Instant now = now();
        try {
            List<Candidate> judged = candidates.of(request, open, now);
            for (int i = 0; i < open.size(); i++) {
                Candidate candidate = judged.get(i);
                Either<Refusal, Candidate> verdict = eligibility.decide(candidate);
                if (verdict.isRight()) {
                    eligible.add(open.get(i));
                    accepted.add(candidate);
                    continue;
                }
                open.get(i).refuse(verdict.getLeft());
                if (verdict.getLeft().reason() == RefusalReason.ALREADY_ON_VERSION && candidate.findsWorkDone()) {
                    workDone.add(candidate);
                }
            }
        } catch (PortFailure outage) {
            open.forEach(item -> item.refuse(Refusal.of(outage.reason())));
            return;
        }
        acceptance.completeLate(request.project(), workDone, now);
        if (!accepted.isEmpty()) {
            acceptance.store(request, accepted, eligible);
        }
    }

    private void handOver(InvocationRequest request, Items items) {
        List<Invocation> stored = items.stored();
        if (stored.isEmpty()) {
            return;
        }
        Set<InvocationId> withdrawn = dispatch.handOver(request.project(), stored);
        for (Item item : items.all()) {
            Invocation invocation = item.stored();
            if (invocation == null) {
                continue;
            }
            if (withdrawn.contains(invocation.id())) {
                item.refuse(Refusal.of(RefusalReason.EXECUTOR_UNAVAILABLE));
            } else {
                item.accept(invocation);
            }
        }
    }

    private PlannedItem planned(Item item, Candidate candidate) {
        Validation<Seq<Refusal>, Candidate> verdict = eligibility.explain(candidate);
        List<Refusal> refusals =
                verdict.isValid() ? List.of() : verdict.getError().asJava();
        return new PlannedItem(item.server(), item.earlier, candidate.target(), refusals);
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
