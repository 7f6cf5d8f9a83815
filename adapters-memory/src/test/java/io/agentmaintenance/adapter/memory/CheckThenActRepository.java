package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A common mistake: it checks in one step whether an instance is free, and stores the invocation in a second step. */
final class CheckThenActRepository extends ModelRepository {
    CheckThenActRepository(int bound) {
        super(bound);
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        Insertion insertion = insertions.get(0);
        boolean fits;
        synchronized (this) {
            if (get(project, insertion.invocation().id()) != null) {
                return super.insert(project, insertions);
            }
            fits = fits(project, insertion);
        }
        // The minimum time of a round trip.
        LockSupport.parkNanos(1);
        synchronized (this) {
            if (fits) {
                accept(project, insertion);
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
    public synchronized List<InvocationCount> counts(ProjectId project) {
        return super.counts(project);
    }

    @Override
    public synchronized List<Invocation> running(Invocation after, int limit) {
        return super.running(after, limit);
    }

    @Override
    public synchronized int forget(Instant endedBefore, int limit) {
        return super.forget(endedBefore, limit);
    }

    @Override
    synchronized List<JournalEntry> timeline(ProjectId project, InvocationId id) {
        return super.timeline(project, id);
    }

    @Override
    public synchronized InvocationPage find(InvocationQuery query) {
        return super.find(query);
    }
}
