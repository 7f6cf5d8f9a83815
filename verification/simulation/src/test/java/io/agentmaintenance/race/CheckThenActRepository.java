package io.agentmaintenance.race;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Keeps the newest task of each project. It compares and writes in two steps where the contract demands one. */
final class CheckThenActRepository implements InvocationRepository {
    private final Map<ProjectId, Invocation> newest =
            new ConcurrentSkipListMap<>(Comparator.comparing(ProjectId::value));

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        newest.put(project, insertions.get(0).invocation());
        return List.of(WriteOutcome.STORED);
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        List<WriteOutcome> outcomes = new ArrayList<>();
        for (InvocationUpdate update : updates) {
            Invocation present = newest.get(project);
            if (present == null || !present.equals(update.change().before())) {
                outcomes.add(WriteOutcome.CONFLICT);
                continue;
            }
            // Stands for a round trip to a database.
            LockSupport.parkNanos(1);
            newest.put(project, update.change().after());
            outcomes.add(WriteOutcome.STORED);
        }
        return outcomes;
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        Invocation present = newest.get(project);
        return present == null || !ids.contains(present.id()) ? Map.of() : Map.of(present.id(), present);
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> histories = new HashMap<>();
        Invocation present = newest.get(project);
        if (present != null) {
            histories.put(present.instanceId(), new InstanceHistory(present, null));
        }
        return histories;
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return newest.values().stream()
                .filter(Invocation::isActive)
                .filter(invocation -> invocation.createdAt().isBefore(runningSince))
                .toList();
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        throw new UnsupportedOperationException("no race withdraws a task");
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        throw new UnsupportedOperationException("no race lists tasks");
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        throw new UnsupportedOperationException("no race resumes tasks");
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        throw new UnsupportedOperationException("no race resumes tasks");
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        throw new UnsupportedOperationException("no race counts tasks");
    }

    @Override
    public @Nullable Invocation oldestPending() {
        throw new UnsupportedOperationException("no race asks for pending tasks");
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        throw new UnsupportedOperationException("no race forgets tasks");
    }
}
