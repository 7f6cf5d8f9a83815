package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.JournalEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The invocations of one project: what is stored, and on which conditions. Plain collections behind one lock. Every method holds the lock from its beginning to its
 * end, so each call is one atomic step. Thread-safe.
 */
final class ProjectInvocations {
    private final int finishedBound;
    private final InMemoryJournal journal;
    private final InvocationIndex index = new InvocationIndex();
    /** What the present call writes to the journal. */
    private final List<JournalEntry> entries = new ArrayList<>();

    /**
     * @param finishedBound how many finished invocations are kept
     * @param journal gets what happens, before the lock is released
     */
    ProjectInvocations(int finishedBound, InMemoryJournal journal) {
        this.finishedBound = finishedBound;
        this.journal = journal;
    }

    synchronized List<WriteOutcome> insert(List<Insertion> insertions) {
        return write(insertions, this::insert);
    }

    synchronized List<WriteOutcome> withdraw(List<Withdrawal> withdrawals) {
        return write(withdrawals, this::withdraw);
    }

    synchronized List<WriteOutcome> update(List<InvocationUpdate> updates) {
        return write(updates, this::update);
    }

    synchronized Map<InvocationId, Invocation> findAll(Collection<InvocationId> ids) {
        Map<InvocationId, Invocation> found = new HashMap<>();
        for (InvocationId id : ids) {
            StoredInvocation stored = index.get(id);
            if (stored != null) {
                found.put(id, stored.invocation);
            }
        }
        return found;
    }

    synchronized Map<InstanceId, InstanceHistory> histories(Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> histories = new HashMap<>();
        for (InstanceId instance : instances) {
            InstanceHistory history = index.byInstance.history(instance);
            if (history != null) {
                histories.put(instance, history);
            }
        }
        return histories;
    }

    synchronized InvocationPage find(InvocationQuery query) {
        InvocationId id = query.invocationId();
        InstanceId instance = query.instanceId();
        if (id != null) {
            StoredInvocation stored = index.get(id);
            return pageOf(query, stored == null ? List.of() : List.of(stored.invocation));
        }
        return instance == null ? index.log.page(query) : pageOf(query, index.byInstance.newestFirst(instance));
    }

    synchronized void overdue(Instant pendingSince, Instant runningSince, int limit, List<Invocation> overdue) {
        index.active.overdue(pendingSince, runningSince, limit, overdue);
    }

    synchronized void datedAfter(Instant time, List<Invocation> dated) {
        index.active.datedAfter(time, dated);
    }

    synchronized void pending(Instant createdBefore, @Nullable Invocation last, int limit, List<Invocation> page) {
        index.active.pending(createdBefore, last, limit, page);
    }

    synchronized void running(@Nullable Invocation last, int limit, List<Invocation> page) {
        index.active.running(last, limit, page);
    }

    synchronized @Nullable Invocation oldestPending() {
        return index.active.oldestPending();
    }

    synchronized List<InvocationCount> counts() {
        return index.log.counts();
    }

    synchronized void endedBefore(Instant time, int limit, List<Invocation> ended) {
        index.finished.endedBefore(time, limit, ended);
    }

    /** Forgets a finished invocation, unless it has changed since it was read; {@return whether it did} */
    synchronized boolean forget(Invocation read) {
        StoredInvocation stored = index.get(read.id());
        if (stored == null || stored.invocation.revision() != read.revision()) {
            return false;
        }
        index.remove(stored);
        return true;
    }

    private <E> List<WriteOutcome> write(List<E> batch, Predicate<E> isStored) {
        batch.forEach(Objects::requireNonNull); // Before anything is written: a method that throws writes nothing.
        List<WriteOutcome> outcomes = new ArrayList<>(batch.size());
        for (E entry : batch) {
            outcomes.add(isStored.test(entry) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        journal.write(entries);
        entries.clear();
        // At the end of a call, because one of its entries may still change the invocation that is forgotten next.
        while (index.finished.size() > finishedBound) {
            index.remove(index.finished.first());
        }
        return outcomes;
    }

    private boolean insert(Insertion insertion) {
        Invocation invocation = insertion.invocation();
        StoredInvocation known = index.get(invocation.id());
        if (known != null) {
            return known.invocation.wasAcceptedAs(invocation);
        }
        RetryLink link = insertion.link();
        StoredInvocation original = link == null ? null : index.get(link.original());
        if (!isFree(index.byInstance.latest(invocation.instanceId()), insertion.latest())
                || (link != null && !isOf(original, link.revision()))) {
            return false;
        }
        index.add(invocation);
        entries.add(JournalEntry.accepted(invocation));
        if (original != null) {
            link(original, invocation.id());
        }
        return true;
    }

    private boolean withdraw(Withdrawal withdrawal) {
        StoredInvocation stored = index.get(withdrawal.invocation().id());
        if (stored == null || stored.invocation.revision() != 1) {
            return false;
        }
        Invocation invocation = stored.invocation;
        index.remove(stored);
        entries.add(JournalEntry.withdrawn(invocation, withdrawal.at()));
        InvocationId retryOf = invocation.lineage().retryOf();
        StoredInvocation repeated = retryOf == null ? null : index.get(retryOf);
        if (repeated != null
                && invocation.id().equals(repeated.invocation.lineage().retriedBy())) {
            link(repeated, null);
        }
        return true;
    }

    private boolean update(InvocationUpdate update) {
        InvocationChange alongside = update.alongside();
        StoredInvocation stored = current(update.change());
        StoredInvocation other = alongside == null ? null : current(alongside);
        if (stored == null || (alongside != null && other == null)) {
            return false;
        }
        change(stored, update.change(), update.actor());
        if (alongside != null && other != null) {
            change(other, alongside, update.actor());
        }
        return true;
    }

    private static boolean isFree(@Nullable StoredInvocation latest, @Nullable Invocation read) {
        if (latest == null || read == null) {
            return latest == null && read == null;
        }
        Invocation now = latest.invocation;
        return !now.isActive() && now.id().equals(read.id()) && now.revision() == read.revision();
    }

    /** {@return the invocation that a change concerns, or null if it is not the one before the change any more} */
    private @Nullable StoredInvocation current(InvocationChange change) {
        StoredInvocation stored = index.get(change.before().id());
        return isOf(stored, change.before().revision()) ? stored : null;
    }

    private static boolean isOf(@Nullable StoredInvocation stored, int revision) {
        return stored != null && stored.invocation.revision() == revision;
    }

    private void change(StoredInvocation stored, InvocationChange change, Actor actor) {
        index.replace(stored, change.after());
        if (JournalEntry.records(change)) {
            entries.add(JournalEntry.changed(change, actor));
        }
    }

    private void link(StoredInvocation repeated, @Nullable InvocationId retry) {
        index.replace(repeated, repeated.invocation.retriedBy(retry).after());
    }

    private static InvocationPage pageOf(InvocationQuery query, List<Invocation> newestFirst) {
        List<Invocation> matching = newestFirst.stream().filter(query::matches).toList();
        return new InvocationPage(
                matching.stream().skip(query.offset()).limit(query.limit()).toList(), matching.size());
    }
}
