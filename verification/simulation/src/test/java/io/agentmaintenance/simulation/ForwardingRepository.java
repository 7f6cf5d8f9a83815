package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
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
import org.jspecify.annotations.Nullable;

/** Forwards every call to another repository. A planted fault overrides the method that it breaks. */
public class ForwardingRepository implements InvocationRepository {
    private final InvocationRepository next;

    protected ForwardingRepository(InvocationRepository next) {
        this.next = next;
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return next.insert(project, insertions);
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return next.withdraw(project, withdrawals);
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return next.update(project, updates);
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return next.findAll(project, ids);
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return next.histories(project, instances);
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return next.find(query);
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return next.overdue(pendingSince, runningSince, limit);
    }

    @Override
    public List<Invocation> datedAfter(Instant time) {
        return next.datedAfter(time);
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return next.pending(createdBefore, after, limit);
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        return next.running(after, limit);
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        return next.counts(project);
    }

    @Override
    public @Nullable Invocation oldestPending() {
        return next.oldestPending();
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        return next.forget(endedBefore, limit);
    }
}
