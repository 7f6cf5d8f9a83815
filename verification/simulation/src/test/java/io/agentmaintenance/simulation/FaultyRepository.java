package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
        return write("insert", project, insertions, store::insert, i -> touched(i.invocation(), i.link()));
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return write("withdraw", project, withdrawals, store::withdraw, w -> touched(w.invocation(), w.unlink()));
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return write(
                "update",
                project,
                updates,
                store::update,
                u -> touched(u.change().before(), u.alongside()));
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
    public List<Invocation> pending(@Nullable Invocation after, int limit) {
        return boundary.call("pending", () -> store.pending(after, limit));
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

    private static Stream<InvocationId> touched(Invocation invocation, @Nullable InvocationChange alongside) {
        return alongside == null
                ? Stream.of(invocation.id())
                : Stream.of(invocation.id(), alongside.before().id());
    }
}
