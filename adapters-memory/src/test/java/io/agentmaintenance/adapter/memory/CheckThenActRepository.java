package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** The mistake of many a store: whether a server is free is looked up in one step, and the task stored in the next. */
final class CheckThenActRepository extends ModelRepository {
    CheckThenActRepository(int bound) {
        super(bound);
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        Insertion insertion = insertions.get(0);
        boolean fits;
        synchronized (this) {
            fits = fits(project, insertion);
        }
        // As long as a round trip takes at the very least.
        LockSupport.parkNanos(1);
        synchronized (this) {
            if (fits) {
                put(insertion.invocation());
            }
        }
        return List.of(fits ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
    }

    @Override
    public synchronized List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return super.withdraw(project, withdrawals);
    }

    @Override
    public synchronized List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return super.update(project, updates);
    }

    @Override
    public synchronized Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return super.findAll(project, ids);
    }

    @Override
    public synchronized InvocationPage find(InvocationQuery query) {
        return super.find(query);
    }
}
