package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
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
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A correct {@link InvocationRepository} for tests, over one map in the order of insertion. Each batch and each read is one
 * atomic step. Thread-safe. Every read goes through all invocations, so it is slow with more than some thousands of them.
 *
 * <p>The executor's contract runs on it, and tests of hosts and adapters may use it instead of a store of their own. Beside
 * the port it can be inspected ({@link #invocations()}), prepared ({@link #overwrite}, {@link #discard}) and made to fail
 * ({@link #failWith}).
 *
 * <p>Each rule of the port is a method of its own: the tests of the kit override one rule and check that a law fails.
 */
public class PlainRepository extends StoredInvocations implements InvocationRepository {
    private static final Comparator<Invocation> PENDING_ORDER = Comparator.comparing(Invocation::createdAt)
            .thenComparing(i -> i.project().value())
            .thenComparing(i -> i.id().value());

    /** Creates an empty repository. */
    public PlainRepository() {}

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        insertions.forEach(entry -> requireProject(project, entry.invocation()));
        return atomically(() -> each(insertions, this::insertOne));
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        withdrawals.forEach(entry -> requireProject(project, entry.invocation()));
        return atomically(() -> each(withdrawals, this::withdrawOne));
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        updates.forEach(entry -> requireProject(project, entry.change().after()));
        return atomically(() -> each(updates, this::updateOne));
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return atomically(() -> {
            Map<InvocationId, Invocation> found = new LinkedHashMap<>();
            for (InvocationId id : ids) {
                Invocation invocation = find(project, id);
                if (invocation != null) {
                    found.put(id, invocation);
                }
            }
            return found;
        });
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return atomically(() -> {
            Map<InstanceId, InstanceHistory> found = new LinkedHashMap<>();
            for (InstanceId instance : instances) {
                found.put(instance, history(project, instance));
            }
            return found;
        });
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return atomically(() -> {
            List<Invocation> found =
                    new ArrayList<>(all().filter(query::matches).toList());
            Collections.reverse(found);
            return new InvocationPage(
                    found.stream().skip(query.offset()).limit(query.limit()).toList(), found.size());
        });
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        return atomically(() -> all().filter(i -> isOverdue(i, pendingSince, runningSince))
                .limit(limit)
                .toList());
    }

    @Override
    public List<Invocation> pending(@Nullable Invocation after, int limit) {
        return atomically(() -> all().filter(i -> i.status() == InvocationStatus.PENDING)
                .filter(i -> after == null || PENDING_ORDER.compare(i, after) > 0)
                .sorted(PENDING_ORDER)
                .limit(limit)
                .toList());
    }

    WriteOutcome insertOne(Insertion entry) {
        Invocation invocation = entry.invocation();
        Invocation newest = newest(invocation.project(), invocation.instanceId());
        if (!isFree(newest) || !isStill(newest, entry.latest()) || !isCurrent(entry.link()) || isKept(invocation)) {
            return WriteOutcome.CONFLICT;
        }
        put(invocation);
        put(entry.link());
        return WriteOutcome.STORED;
    }

    WriteOutcome withdrawOne(Withdrawal entry) {
        Invocation stored = stored(entry.invocation());
        if (stored == null || stored.revision() != 1) {
            return WriteOutcome.CONFLICT;
        }
        remove(stored);
        takeBack(entry.unlink(), stored);
        return WriteOutcome.STORED;
    }

    WriteOutcome updateOne(InvocationUpdate entry) {
        if (!isCurrent(entry.change()) || !isCurrent(entry.alongside())) {
            return WriteOutcome.CONFLICT;
        }
        put(entry.change());
        put(entry.alongside());
        return WriteOutcome.STORED;
    }

    boolean isFree(@Nullable Invocation newest) {
        return newest == null || !newest.isActive();
    }

    boolean isStill(@Nullable Invocation newest, @Nullable Invocation read) {
        if (newest == null || read == null) {
            return newest == null && read == null;
        }
        return newest.id().equals(read.id()) && newest.revision() == read.revision();
    }

    boolean isCurrent(@Nullable InvocationChange change) {
        if (change == null) {
            return true;
        }
        Invocation stored = stored(change.before());
        return stored != null && stored.revision() == change.before().revision();
    }

    boolean isKept(Invocation invocation) {
        return stored(invocation) != null;
    }

    boolean isOverdue(Invocation invocation, Instant pendingSince, Instant runningSince) {
        Instant started = invocation.progress().startedAt();
        return switch (invocation.status()) {
            case PENDING -> invocation.createdAt().isBefore(pendingSince);
            case RUNNING -> started != null && started.isBefore(runningSince);
            case SUCCEEDED, FAILED, TIMEOUT, CANCELED, ROLLBACKED -> false;
        };
    }

    InstanceHistory history(ProjectId project, InstanceId instance) {
        return new InstanceHistory(
                newest(project, instance),
                newest(ofInstance(project, instance).filter(i -> i.status() == InvocationStatus.SUCCEEDED)));
    }

    // The repeated invocation may have changed meanwhile: that change stays, and only the link is removed.
    void takeBack(@Nullable InvocationChange unlink, Invocation retry) {
        Invocation repeated = unlink == null ? null : stored(unlink.before());
        if (repeated != null && retry.id().equals(repeated.lineage().retriedBy())) {
            put(repeated.retriedBy(null).after());
        }
    }

    <E> List<WriteOutcome> each(List<E> entries, Function<E, WriteOutcome> step) {
        return entries.stream().map(step).toList();
    }

    private static void requireProject(ProjectId project, Invocation invocation) {
        if (!invocation.project().equals(project)) {
            throw new IllegalArgumentException("an entry belongs to another project: " + invocation.project());
        }
    }
}
