package io.agentmaintenance.adapter.sqlite;

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

/** The repository: one class for each concern does the work. */
final class SqliteInvocationRepository implements InvocationRepository {
    private final Insertions insertions;
    private final Withdrawals withdrawals;
    private final Updates updates;
    private final Lookups lookups;
    private final Pages pages;
    private final Counts counts;
    private final Supervision supervision;
    private final Retention retention;

    SqliteInvocationRepository(Database database) {
        counts = new Counts(database);
        lookups = new Lookups(database);
        insertions = new Insertions(database);
        withdrawals = new Withdrawals(database);
        updates = new Updates(database);
        pages = new Pages(database);
        supervision = new Supervision(database);
        retention = new Retention(database);
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> entries) {
        return insertions.insert(project, entries);
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> entries) {
        return withdrawals.withdraw(project, entries);
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> entries) {
        return updates.update(project, entries);
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return lookups.findAll(project, ids);
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return lookups.histories(project, instances);
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return pages.find(query);
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        return counts.counts(project);
    }

    @Override
    public @Nullable Invocation oldestPending() {
        return supervision.oldestPending();
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return supervision.overdue(pendingSince, runningSince, limit);
    }

    @Override
    public List<Invocation> datedAfter(Instant time) {
        return supervision.datedAfter(time);
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return supervision.pending(createdBefore, after, limit);
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        return supervision.running(after, limit);
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        return retention.forget(endedBefore, limit);
    }
}
