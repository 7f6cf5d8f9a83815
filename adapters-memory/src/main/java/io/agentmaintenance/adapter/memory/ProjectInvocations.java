package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The invocations of one project: plain collections behind one lock. Every method holds the lock from its beginning to its
 * end, so each call is one atomic step. Thread-safe.
 */
final class ProjectInvocations {
    private final int finishedBound;
    private final Map<InvocationId, StoredInvocation> byId = new HashMap<>();
    private final InstanceChains byInstance = new InstanceChains();
    private final InvocationLog log = new InvocationLog();
    private final ActiveInvocations active = new ActiveInvocations();
    private final Queue<StoredInvocation> finished = new ArrayDeque<>();

    /**
     * @param finishedBound how many finished invocations are kept
     */
    ProjectInvocations(int finishedBound) {
        this.finishedBound = finishedBound;
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
            StoredInvocation stored = byId.get(id);
            if (stored != null) {
                found.put(id, stored.invocation);
            }
        }
        return found;
    }

    synchronized Map<InstanceId, InstanceHistory> histories(Collection<InstanceId> instances) {
        Map<InstanceId, InstanceHistory> histories = new HashMap<>();
        for (InstanceId instance : instances) {
            InstanceHistory history = byInstance.history(instance);
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
            StoredInvocation stored = byId.get(id);
            return pageOf(query, stored == null ? List.of() : List.of(stored.invocation));
        }
        return instance == null ? log.page(query) : pageOf(query, byInstance.newestFirst(instance));
    }

    synchronized void overdue(Instant pendingSince, Instant runningSince, int limit, List<Invocation> overdue) {
        active.overdue(pendingSince, runningSince, limit, overdue);
    }

    synchronized void datedAfter(Instant time, List<Invocation> dated) {
        active.datedAfter(time, dated);
    }

    synchronized void pending(@Nullable Invocation last, int limit, List<Invocation> page) {
        active.pending(last, limit, page);
    }

    private <E> List<WriteOutcome> write(List<E> entries, Predicate<E> isStored) {
        entries.forEach(Objects::requireNonNull); // Before anything is written: a method that throws writes nothing.
        List<WriteOutcome> outcomes = new ArrayList<>(entries.size());
        for (E entry : entries) {
            outcomes.add(isStored.test(entry) ? WriteOutcome.STORED : WriteOutcome.CONFLICT);
        }
        forgetOldest();
        return outcomes;
    }

    private boolean insert(Insertion insertion) {
        Invocation invocation = insertion.invocation();
        InvocationChange link = insertion.link();
        StoredInvocation latest = byInstance.latest(invocation.instanceId());
        if (!isFree(latest, insertion.latest()) || byId.containsKey(invocation.id()) || !isCurrent(link)) {
            return false;
        }
        StoredInvocation stored = log.append(invocation);
        byId.put(invocation.id(), stored);
        byInstance.append(stored);
        addByStatus(stored);
        apply(link);
        return true;
    }

    private boolean withdraw(Withdrawal withdrawal) {
        StoredInvocation stored = byId.get(withdrawal.invocation().id());
        if (stored == null || stored.invocation.revision() != 1) {
            return false;
        }
        removeByStatus(stored);
        forget(stored);
        unlink(withdrawal);
        return true;
    }

    // The repeated invocation may have changed since the link was stored: that change stays, and only the link is
    // removed.
    private void unlink(Withdrawal withdrawal) {
        InvocationChange unlink = withdrawal.unlink();
        StoredInvocation repeated =
                unlink == null ? null : byId.get(unlink.before().id());
        if (repeated == null) {
            return;
        }
        Invocation now = repeated.invocation;
        if (withdrawal.invocation().id().equals(now.lineage().retriedBy())) {
            apply(now.retriedBy(null));
        }
    }

    private boolean update(InvocationUpdate update) {
        if (!isCurrent(update.change()) || !isCurrent(update.alongside())) {
            return false;
        }
        apply(update.change());
        apply(update.alongside());
        return true;
    }

    private static boolean isFree(@Nullable StoredInvocation latest, @Nullable Invocation read) {
        if (latest == null || read == null) {
            return latest == null && read == null;
        }
        Invocation now = latest.invocation;
        return !now.isActive() && now.id().equals(read.id()) && now.revision() == read.revision();
    }

    private boolean isCurrent(@Nullable InvocationChange change) {
        if (change == null) {
            return true;
        }
        StoredInvocation stored = byId.get(change.before().id());
        return stored != null && stored.invocation.revision() == change.before().revision();
    }

    private void apply(@Nullable InvocationChange change) {
        if (change == null) {
            return;
        }
        StoredInvocation stored =
                Objects.requireNonNull(byId.get(change.before().id()));
        boolean wasActive = stored.invocation.isActive();
        if (wasActive) {
            active.remove(stored.invocation);
        }
        stored.invocation = change.after();
        if (wasActive) {
            addByStatus(stored);
        }
    }

    private void addByStatus(StoredInvocation stored) {
        if (stored.invocation.isActive()) {
            active.add(stored.invocation);
        } else {
            finished.add(stored);
        }
    }

    private void removeByStatus(StoredInvocation stored) {
        if (stored.invocation.isActive()) {
            active.remove(stored.invocation);
        } else {
            finished.remove(stored);
        }
    }

    // At the end of a call, because one of its entries may still change the invocation that is forgotten next.
    private void forgetOldest() {
        while (finished.size() > finishedBound) {
            forget(finished.remove());
        }
    }

    private void forget(StoredInvocation stored) {
        byId.remove(stored.invocation.id());
        byInstance.remove(stored);
        log.remove(stored);
    }

    private static InvocationPage pageOf(InvocationQuery query, List<Invocation> newestFirst) {
        List<Invocation> matching = newestFirst.stream().filter(query::matches).toList();
        return new InvocationPage(
                matching.stream().skip(query.offset()).limit(query.limit()).toList(), matching.size());
    }
}
