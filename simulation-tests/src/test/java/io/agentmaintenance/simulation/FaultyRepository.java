package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store that outlives its processes, fails now and then, and is written to by another node just before we write. */
record FaultyRepository(InvocationRepository store, Faults faults, Runnable othersFirst)
        implements InvocationRepository {
    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        othersFirst.run();
        return faults.around(() -> store.insert(project, insertions));
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        othersFirst.run();
        return faults.around(() -> store.withdraw(project, withdrawals));
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        othersFirst.run();
        return faults.around(() -> store.update(project, updates));
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return faults.around(() -> store.findAll(project, ids));
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return faults.around(() -> store.histories(project, instances));
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return faults.around(() -> store.find(query));
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return faults.around(() -> store.overdue(pendingSince, runningSince, limit));
    }

    @Override
    public List<Invocation> pending(Invocation after, int limit) {
        return faults.around(() -> store.pending(after, limit));
    }
}
