package io.agentmaintenance.benchmarks;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The outbound ports over hash maps of one project, so that a benchmark measures the core only. Work ends immediately and is
 * forgotten: every call finds the same maps. For one thread.
 */
final class MapPorts implements InvocationRepository, InstanceDirectory, AgentExecutor, InvocationIds {
    private static final int IDS = 10_000;

    final Map<InstanceId, Instance> instances = new HashMap<>();
    final Map<InvocationId, Invocation> invocations = new HashMap<>();
    final Map<InstanceId, InstanceHistory> histories = new HashMap<>();
    private final Map<InstanceId, InstanceHistory> beginnings = new HashMap<>();
    private final List<InvocationId> ids = new ArrayList<>(IDS);
    private int nextId;

    MapPorts() {
        for (int i = 0; i < IDS; i++) {
            ids.add(Samples.task(1_000_000 + i));
        }
    }

    /** Adds a server with its only earlier task, or null. */
    void add(Instance instance, @Nullable Invocation earlier, boolean succeeded) {
        instances.put(instance.id(), instance);
        if (earlier != null) {
            InstanceHistory history = new InstanceHistory(earlier, succeeded ? earlier : null);
            invocations.put(earlier.id(), earlier);
            histories.put(instance.id(), history);
            beginnings.put(instance.id(), history);
        }
    }

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> asked) {
        return new RequestedEntries<>(instances, asked);
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> asked) {
        return new RequestedEntries<>(invocations, asked);
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> asked) {
        return new RequestedEntries<>(histories, asked);
    }

    @Override
    public List<InvocationId> next(int count) {
        nextId = nextId + count > IDS ? 0 : nextId;
        List<InvocationId> next = ids.subList(nextId, nextId + count);
        nextId += count;
        return next;
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        List<WriteOutcome> outcomes = new ArrayList<>(insertions.size());
        for (Insertion insertion : insertions) {
            Invocation invocation = insertion.invocation();
            InstanceHistory history = histories.get(invocation.instanceId());
            Invocation latest = history == null ? null : history.latest();
            boolean free = latest == null || !latest.isActive();
            if (!free || !isStill(latest, insertion.latest())) {
                outcomes.add(WriteOutcome.CONFLICT);
                continue;
            }
            put(invocation, history);
            RetryLink link = insertion.link();
            Invocation repeated = link == null ? null : invocations.get(link.original());
            if (repeated != null) {
                invocations.put(
                        repeated.id(), repeated.retriedBy(invocation.id()).after());
            }
            outcomes.add(WriteOutcome.STORED);
        }
        return outcomes;
    }

    void put(Invocation invocation, @Nullable InstanceHistory history) {
        invocations.put(invocation.id(), invocation);
        histories.put(
                invocation.instanceId(),
                new InstanceHistory(invocation, history == null ? null : history.lastChange()));
    }

    @Override
    public Set<InvocationId> start(List<Invocation> handedOver) {
        for (Invocation invocation : handedOver) {
            invocations.remove(invocation.id());
            InstanceHistory beginning = beginnings.get(invocation.instanceId());
            if (beginning == null) {
                histories.remove(invocation.instanceId());
            } else {
                Invocation earlier = Samples.present(beginning.latest());
                histories.put(invocation.instanceId(), beginning);
                invocations.put(earlier.id(), earlier);
            }
        }
        return Set.of();
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        List<WriteOutcome> outcomes = new ArrayList<>(updates.size());
        for (InvocationUpdate update : updates) {
            Invocation after = update.change().after();
            Invocation stored = invocations.get(after.id());
            boolean current = stored != null && stored.revision() + 1 == after.revision();
            if (current) {
                invocations.put(after.id(), after);
            }
            outcomes.add(current ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        return outcomes;
    }

    private static boolean isStill(@Nullable Invocation latest, @Nullable Invocation expected) {
        if (latest == null || expected == null) {
            return latest == null && expected == null;
        }
        return latest.revision() == expected.revision() && latest.id().equals(expected.id());
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        throw new UnsupportedOperationException("nothing is declined");
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        throw new UnsupportedOperationException("not measured here");
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        throw new UnsupportedOperationException("not measured here");
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        throw new UnsupportedOperationException("not measured here");
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        throw new UnsupportedOperationException("not measured here");
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        throw new UnsupportedOperationException("not measured here");
    }

    @Override
    public @Nullable Invocation oldestPending() {
        throw new UnsupportedOperationException("not measured here");
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        throw new UnsupportedOperationException("not measured here");
    }

    @Override
    public Set<InvocationId> resume(List<Invocation> running) {
        throw new UnsupportedOperationException("nothing is resumed");
    }

    @Override
    public void cancel(List<Invocation> canceled) {
        throw new UnsupportedOperationException("nothing is canceled");
    }
}
