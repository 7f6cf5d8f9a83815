package io.agentmaintenance.application.service;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The repository of the host, of which the services see correct answers and {@code PortException}s only. */
final class GuardedRepository implements InvocationRepository {
    private final InvocationRepository repository;
    private final PortCall call = new PortCall("repository");

    GuardedRepository(InvocationRepository repository) {
        this.repository = repository;
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return call.list(insertions.size(), () -> repository.insert(project, insertions));
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return call.list(withdrawals.size(), () -> repository.withdraw(project, withdrawals));
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return call.list(updates.size(), () -> repository.update(project, updates));
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return call.map(
                ids,
                (id, found) -> found.id().equals(id) && found.project().equals(project),
                () -> repository.findAll(project, ids));
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return call.map(instances, GuardedRepository::isOf, () -> repository.histories(project, instances));
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return call.ask(() -> repository.find(query));
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return call.list(() -> repository.overdue(pendingSince, runningSince, limit));
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return call.list(() -> repository.pending(createdBefore, after, limit));
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        return call.list(() -> repository.running(after, limit));
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        return call.list(() -> repository.counts(project));
    }

    @Override
    public @Nullable Invocation oldestPending() {
        return call.ask(() -> Optional.ofNullable(repository.oldestPending())).orElse(null);
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        return call.count(limit, () -> repository.forget(endedBefore, limit));
    }

    @Override
    public List<Invocation> datedAfter(Instant time) {
        return call.list(() -> repository.datedAfter(time));
    }

    private static boolean isOf(InstanceId instance, InstanceHistory history) {
        Invocation latest = history.latest();
        return latest == null || latest.instanceId().equals(instance);
    }
}
