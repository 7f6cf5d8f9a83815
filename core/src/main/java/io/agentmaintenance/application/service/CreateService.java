package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.application.port.in.CreateInvocationsUseCase;
import io.agentmaintenance.application.port.in.Violation;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Candidate;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.InstanceId;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies the rules to the items of a request, stores what is eligible, hands it over, and returns one outcome per item. */
final class CreateService implements CreateInvocationsUseCase {
    // A further round is needed only if another caller has changed the same instance meanwhile.
    private static final int ROUNDS = 5;
    private static final Refusal HOST_FAILED =
            Refusal.byHost("A rule or the clock of this service failed; nothing was started. Try again.");

    private final Candidates candidates;
    private final Eligibility eligibility;
    private final Acceptance acceptance;
    private final Dispatch dispatch;
    private final CommandValidation validation;
    private final ListenerNotifier listeners;
    private final Clock clock;

    CreateService(
            Candidates candidates,
            Eligibility eligibility,
            Acceptance acceptance,
            Dispatch dispatch,
            CommandValidation validation,
            ListenerNotifier listeners,
            Clock clock) {
        this.candidates = candidates;
        this.eligibility = eligibility;
        this.acceptance = acceptance;
        this.dispatch = dispatch;
        this.validation = validation;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public Answer<BatchResult> create(CreateInvocationsCommand command) {
        return validation.answer(command, c -> create(CommandTranslation.request(c), c.caller()));
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
    public BatchResult create(InvocationRequest request, Actor caller) {
        Items items = Items.of(request);
        List<Item> open = items.all();
        for (int round = 0; round < ROUNDS && !open.isEmpty(); round++) {
            storeEligible(request, open, caller);
            open = items.open();
        }
        open.forEach(item -> item.refuse(Refusal.of(RefusalReason.CONTENDED)));
        handOver(request, items);
        BatchResult result = new BatchResult(items.outcomes());
        listeners.refused(request, result);
        return result;
    }

    @Override
    public BatchPlan plan(InvocationRequest request) {
        List<Item> items = Items.of(request).all();
        List<PlannedItem> plan = new ArrayList<>();
        try {
            List<Either<RefusalReason, Candidate>> read = candidates.of(request, items, now());
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                plan.add(read.get(i)
                        .fold(reason -> refused(item, Refusal.of(reason)), candidate -> planned(item, candidate)));
            }
        } catch (RuntimeException e) {
            UncaughtFailures.report(e);
            items.forEach(item -> plan.add(refused(item, HOST_FAILED)));
        }
        return new BatchPlan(plan);
    }

    /** Decides on the open items and stores the eligible ones. An item with a conflict stays open, for the next round. */
    private void storeEligible(InvocationRequest request, List<Item> open, Actor caller) {
        Instant now;
        List<Either<RefusalReason, Candidate>> read;
        try {
            now = now();
            read = candidates.of(request, open, now);
        } catch (RuntimeException e) {
            UncaughtFailures.report(e);
            open.forEach(item -> item.refuse(HOST_FAILED));
            return;
        }
        List<Item> eligible = new ArrayList<>();
        List<Candidate> accepted = new ArrayList<>();
        Map<InvocationId, Candidate> workDone = new LinkedHashMap<>();
        Set<InstanceId> instances = new HashSet<>();
        for (int i = 0; i < open.size(); i++) {
            if (read.get(i).isLeft()) {
                open.get(i).refuse(Refusal.of(read.get(i).getLeft()));
                continue;
            }
            Candidate candidate = read.get(i).get();
            Refusal refusal = decide(candidate);
            if (refusal == null) {
                // A second item for the same instance stays open: the next round finds the first one active.
                if (instances.add(candidate.knownInstance().id())) {
                    eligible.add(open.get(i));
                    accepted.add(candidate);
                }
                continue;
            }
            open.get(i).refuse(refusal);
            // The RETRY of an invocation that timed out although its work was done: the earlier one has succeeded.
            if (refusal.reason() == RefusalReason.ALREADY_ON_VERSION && candidate.findsWorkDone()) {
                workDone.put(candidate.knownInvocation().id(), candidate);
            }
        }
        acceptance.completeLate(request.project(), workDone.values(), caller, now);
        if (!accepted.isEmpty()) {
            acceptance.store(request, accepted, eligible, caller);
        }
    }

    /** The refusal of a candidate, or null if it is eligible. Catches everything, because a rule of the host may throw anything. */
    private @Nullable Refusal decide(Candidate candidate) {
        try {
            Either<Refusal, Candidate> verdict = eligibility.decide(candidate);
            return verdict.isLeft() ? verdict.getLeft() : null;
        } catch (Throwable e) {
            UncaughtFailures.report(e);
            return HOST_FAILED;
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
        return new PlannedItem(item.instanceId(), item.earlier, candidate.target(), explain(candidate));
    }

    private List<Refusal> explain(Candidate candidate) {
        try {
            Validation<Seq<Refusal>, Candidate> verdict = eligibility.explain(candidate);
            return verdict.isValid() ? List.of() : verdict.getError().asJava();
        } catch (Throwable e) {
            UncaughtFailures.report(e);
            return List.of(HOST_FAILED);
        }
    }

    private static PlannedItem refused(Item item, Refusal refusal) {
        return new PlannedItem(item.instanceId(), item.earlier, null, List.of(refusal));
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }
}
