package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The store as a process sees it: a call fails as a whole or for single entries, before or after the write. */
final class FaultyRepository implements InvocationRepository {
    private final World world;
    private final PortBoundary boundary;
    private final InvocationRepository store;

    FaultyRepository(World world, PortBoundary boundary) {
        this.world = world;
        this.boundary = boundary;
        this.store = world.store();
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        checkDistinct(insertions, i -> Stream.of(i.invocation().instanceId()));
        return write(
                "insert",
                project,
                insertions,
                store::insert,
                i -> touched(i.invocation(), i.link() == null ? null : i.link().original()));
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return write(
                "withdraw",
                project,
                withdrawals,
                store::withdraw,
                w -> touched(w.invocation(), w.invocation().lineage().retryOf()));
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        checkDistinct(updates, FaultyRepository::touched);
        updates.forEach(this::checkCause);
        updates.forEach(this::checkShown);
        return write("update", project, updates, store::update, FaultyRepository::touched);
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        try {
            Map<InvocationId, Invocation> found = boundary.call("findAll", () -> store.findAll(project, ids));
            world.frame().unanswered().removeAll(ids);
            return found;
        } catch (RuntimeException | Error e) {
            world.ledger().unreadable(ids, world.frame());
            throw e;
        }
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return boundary.call("histories", () -> store.histories(project, instances));
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return boundary.call("find", () -> store.find(query));
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return boundary.call("overdue", () -> store.overdue(pendingSince, runningSince, limit));
    }

    @Override
    public List<Invocation> datedAfter(Instant time) {
        return boundary.call("datedAfter", () -> store.datedAfter(time));
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return boundary.call("pending", () -> store.pending(createdBefore, after, limit));
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        return boundary.call("running", () -> store.running(after, limit));
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        throw new UnsupportedOperationException("the core does not count");
    }

    @Override
    public @Nullable Invocation oldestPending() {
        throw new UnsupportedOperationException("the core does not ask for it");
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        return boundary.call("forget", () -> store.forget(endedBefore, limit));
    }

    private <E> List<WriteOutcome> write(
            String port,
            ProjectId project,
            List<E> entries,
            BiFunction<ProjectId, List<E>, List<WriteOutcome>> effect,
            Function<E, Stream<InvocationId>> touched) {
        Set<InvocationId> ids = new LinkedHashSet<>();
        entries.stream().flatMap(touched).forEach(ids::add);
        return boundary.call(
                port,
                () -> {
                    List<WriteOutcome> outcomes = someFail(entries, passed -> effect.apply(project, passed));
                    if (outcomes.contains(WriteOutcome.CONFLICT)) {
                        world.counts().add("lost a race: " + port);
                    }
                    world.ledger().recordWrite(store, project, ids, port.equals("withdraw"), world.frame());
                    return outcomes;
                },
                () -> world.ledger().answerLost(ids, !port.equals("update"), world.frame()));
    }

    private <E> List<WriteOutcome> someFail(List<E> entries, Function<List<E>, List<WriteOutcome>> effect) {
        List<E> passed = new ArrayList<>(entries.size());
        List<WriteOutcome> outcomes = new ArrayList<>(entries.size());
        for (E entry : entries) {
            boolean fails = world.random().chance(world.faults().entryFails());
            outcomes.add(fails ? WriteOutcome.FAILED : null);
            if (!fails) {
                passed.add(entry);
            } else {
                world.frame().fault();
            }
        }
        if (!passed.isEmpty()) {
            List<WriteOutcome> real = new ArrayList<>(effect.apply(passed));
            outcomes.replaceAll(outcome -> outcome == null ? real.remove(0) : outcome);
        }
        return outcomes;
    }

    private static Stream<InvocationId> touched(InvocationUpdate update) {
        InvocationChange alongside = update.alongside();
        return touched(
                update.change().before(),
                alongside == null ? null : alongside.before().id());
    }

    private static Stream<InvocationId> touched(Invocation invocation, @Nullable InvocationId other) {
        return other == null ? Stream.of(invocation.id()) : Stream.of(invocation.id(), other);
    }

    /** A journal must be able to name who caused a step. */
    private void checkCause(InvocationUpdate update) {
        world.callPort(() -> {
            InvocationChange change = update.change();
            boolean pending = change.before().status() == InvocationStatus.PENDING;
            Actor.Kind by = update.actor().kind();
            boolean fits = change.isCancelRequest()
                    ? by == Actor.Kind.CALLER
                    : switch (change.after().status()) {
                        case TIMEOUT -> by == Actor.Kind.SUPERVISION;
                        case CANCELED -> by == Actor.Kind.WORKER || (pending && by == Actor.Kind.CALLER);
                        // A caller who asks for a retry may find that the work was done.
                        case SUCCEEDED ->
                            by == Actor.Kind.WORKER || change.after().progress().late();
                        default -> by == Actor.Kind.WORKER;
                    };
            Invariant.CAUSE_IS_NAMED.check(fits, () -> update.actor() + " caused " + change);
            return true;
        });
    }

    /** Reports may be late, repeated or of a process that was taken for dead, but not untrue. */
    private void checkShown(InvocationUpdate update) {
        Invocation after = update.change().after();
        Task task = world.ledger().find(after.id());
        if (update.actor().kind() != Actor.Kind.WORKER || after.isActive() || task == null || task.falselyReported) {
            return;
        }
        world.callPort(() -> {
            Invariant.END_IS_SHOWN.check(
                    world.servers().hasShown(after.id(), after.status()),
                    () -> update.actor() + " ends as the server has not shown: " + update.change());
            return true;
        });
    }

    private <E> void checkDistinct(List<E> entries, Function<E, Stream<?>> concerned) {
        world.callPort(() -> {
            List<?> all = entries.stream().flatMap(concerned).toList();
            Invariant.ENTRIES_ARE_DISTINCT.check(
                    new HashSet<>(all).size() == all.size(), () -> "one call concerns " + all);
            return true;
        });
    }
}
