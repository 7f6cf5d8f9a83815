package io.agentmaintenance.adapter.http;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A repository for tests of one thread and one project; it can fail on demand. */
final class MemoryRepository implements InvocationRepository {
    private final Map<InvocationId, Invocation> stored = new LinkedHashMap<>();
    private @Nullable RuntimeException failure;

    /** Makes every later call throw. */
    void failWith(RuntimeException e) {
        failure = e;
    }

    int size() {
        return stored.size();
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        check();
        insertions.forEach(i -> stored.put(i.invocation().id(), i.invocation()));
        return insertions.stream().map(i -> WriteOutcome.STORED).toList();
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        check();
        withdrawals.forEach(w -> stored.remove(w.invocation().id()));
        return withdrawals.stream().map(w -> WriteOutcome.STORED).toList();
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        check();
        updates.forEach(u -> stored.put(u.change().after().id(), u.change().after()));
        return updates.stream().map(u -> WriteOutcome.STORED).toList();
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        check();
        Map<InvocationId, Invocation> found = new HashMap<>(stored);
        found.keySet().retainAll(ids);
        return found;
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        check();
        Map<InstanceId, InstanceHistory> histories = new HashMap<>();
        for (Invocation invocation : stored.values()) {
            InstanceHistory before = histories.getOrDefault(invocation.instanceId(), InstanceHistory.empty());
            boolean succeeded = invocation.status() == InvocationStatus.SUCCEEDED;
            histories.put(
                    invocation.instanceId(),
                    new InstanceHistory(invocation, succeeded ? invocation : before.lastChange()));
        }
        return histories;
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        check();
        List<Invocation> all = new ArrayList<>();
        stored.values().stream().filter(query::matches).forEach(i -> all.add(0, i));
        int from = (int) Math.min(query.offset(), all.size());
        int to = Math.min(from + query.limit(), all.size());
        return new InvocationPage(all.subList(from, to), all.size());
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return List.of();
    }

    @Override
    public List<Invocation> pending(@Nullable Invocation after, int limit) {
        return List.of();
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
    }

    /** Makes every later call fail like a database that is down. */
    void goDown() {
        failWith(new PortException("the store is down", null));
    }
}
