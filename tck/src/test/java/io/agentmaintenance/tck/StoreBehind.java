package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A repository whose store can break. It counts one round trip per call. */
class StoreBehind implements InvocationRepository {
    private final InvocationRepository repository;
    private final AtomicLong roundTrips = new AtomicLong();
    private volatile boolean broken;

    StoreBehind(InvocationRepository repository) {
        this.repository = repository;
    }

    void broken(boolean to) {
        broken = to;
    }

    long roundTrips() {
        return roundTrips.get();
    }

    /** Makes a call to the store with this number of entries. */
    <T extends @Nullable Object> T call(int entries, Supplier<T> call) {
        roundTrips.addAndGet(cost(entries));
        if (broken) {
            throw failure();
        }
        return call.get();
    }

    int cost(int entries) {
        return 1;
    }

    RuntimeException failure() {
        return new PortException("the store is down", null);
    }

    boolean isBroken() {
        return broken;
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return call(insertions.size(), () -> repository.insert(project, insertions));
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return call(withdrawals.size(), () -> repository.withdraw(project, withdrawals));
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return call(updates.size(), () -> repository.update(project, updates));
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return call(ids.size(), () -> repository.findAll(project, ids));
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return call(instances.size(), () -> repository.histories(project, instances));
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return call(1, () -> repository.find(query));
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return call(1, () -> repository.overdue(pendingSince, runningSince, limit));
    }

    @Override
    public List<Invocation> datedAfter(Instant time) {
        return call(1, () -> repository.datedAfter(time));
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        return call(1, () -> repository.counts(project));
    }

    @Override
    public @Nullable Invocation oldestPending() {
        return call(1, repository::oldestPending);
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return call(1, () -> repository.pending(createdBefore, after, limit));
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        return call(1, () -> repository.running(after, limit));
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        return call(1, () -> repository.forget(endedBefore, limit));
    }
}
