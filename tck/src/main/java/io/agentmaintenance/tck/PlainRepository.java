package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.RetryLink;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
public class PlainRepository extends ReadInvocations {
    // The journal calls this repository only when it is read. Not final, because a mutant puts in a journal of its own.
    @SuppressWarnings("this-escape")
    PlainJournal journal = new PlainJournal(this);

    /** Creates an empty repository. */
    public PlainRepository() {}

    /** {@return the journal of this repository; it is never bounded} */
    public Journal journal() {
        return journal;
    }

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
    public int forget(Instant endedBefore, int limit) {
        return atomically(() -> {
            List<Invocation> over = all().filter(i -> isOver(i, endedBefore))
                    .sorted(Comparator.comparing(PlainRepository::end))
                    .limit(limit)
                    .toList();
            over.forEach(this::remove);
            return over.size();
        });
    }

    WriteOutcome insertOne(Insertion entry) {
        Invocation invocation = entry.invocation();
        if (isKept(invocation)) {
            return repeated(invocation);
        }
        Invocation newest = newest(invocation.project(), invocation.instanceId());
        if (!isFree(newest) || !isStill(newest, entry.latest()) || !isCurrent(invocation.project(), entry.link())) {
            return WriteOutcome.CONFLICT;
        }
        put(invocation);
        link(entry.link(), invocation);
        journal.add(JournalEntry.accepted(invocation));
        return WriteOutcome.STORED;
    }

    WriteOutcome withdrawOne(Withdrawal entry) {
        Invocation stored = stored(entry.invocation());
        if (stored == null || stored.revision() != 1) {
            return WriteOutcome.CONFLICT;
        }
        remove(stored);
        unlink(stored);
        journal.add(JournalEntry.withdrawn(stored, entry.at()));
        return WriteOutcome.STORED;
    }

    WriteOutcome updateOne(InvocationUpdate entry) {
        if (!isCurrent(entry.change()) || !isCurrent(entry.alongside())) {
            return WriteOutcome.CONFLICT;
        }
        store(entry.change(), entry.actor());
        store(entry.alongside(), entry.actor());
        return WriteOutcome.STORED;
    }

    void store(@Nullable InvocationChange change, Actor actor) {
        put(change);
        if (change != null && JournalEntry.records(change)) {
            journal.add(JournalEntry.changed(change, actor));
        }
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

    boolean isCurrent(ProjectId project, @Nullable RetryLink link) {
        if (link == null) {
            return true;
        }
        Invocation original = find(project, link.original());
        return original != null && original.revision() == link.revision();
    }

    boolean isKept(Invocation invocation) {
        return stored(invocation) != null;
    }

    WriteOutcome repeated(Invocation invocation) {
        Invocation stored = stored(invocation);
        return stored != null && stored.wasAcceptedAs(invocation) ? WriteOutcome.STORED : WriteOutcome.CONFLICT;
    }

    void link(@Nullable RetryLink link, Invocation retry) {
        Invocation original = link == null ? null : find(retry.project(), link.original());
        if (original != null) {
            put(original.retriedBy(retry.id()));
        }
    }

    // The repeated invocation may have changed meanwhile: that change stays, and only the link is removed.
    void unlink(Invocation retry) {
        InvocationId original = retry.lineage().retryOf();
        Invocation repeated = original == null ? null : find(retry.project(), original);
        if (repeated != null && retry.id().equals(repeated.lineage().retriedBy())) {
            put(repeated.retriedBy(null));
        }
    }

    boolean isOver(Invocation invocation, Instant endedBefore) {
        return !invocation.isActive() && end(invocation).isBefore(endedBefore);
    }

    private static Instant end(Invocation invocation) {
        return Objects.requireNonNullElse(invocation.progress().endedAt(), END_OF_TIME);
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
