package io.agentmaintenance.application.port.out;

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
import org.jspecify.annotations.Nullable;

/**
 * Stores and finds the invocations. It applies no rules of maintenance. It writes an entry only if the invocations that the entry is based
 * on have not changed since they were read (optimistic locking).
 *
 * <p>Invocations are immutable: return equal ones, never references to anything that changes. Ids are unique
 * within a project. Times are kept to the millisecond. Every text can be kept by every database: the domain replaces what cannot. All methods
 * are thread-safe.
 *
 * <p>Every method throws {@link PortException} if the store is broken. A method that throws because it
 * finds the store broken must have written nothing. The core does not depend on that, because the answer to a commit may be lost: a call
 * that throws may have written all, some or none of its entries, and may still be writing. So the core reads again. An invocation that it
 * finds is stored. For an insertion that it does not find, the refusal says that it is not known whether it was stored. If an entry is
 * certainly not stored because of a failure, its outcome is {@link WriteOutcome#FAILED}.
 *
 * <p>The entries of one call are distinct: no invocation is concerned by two of them, and no instance by two insertions. So an adapter may
 * write them in any order, in one statement. One call costs a constant number of round trips to a database, however many entries it has.
 *
 * <p>A repository that keeps a {@link Journal} writes the entries of each acceptance, change and withdrawal in the same transaction.
 */
public interface InvocationRepository {
    /** Later than every time in an invocation, and a time that every database can store. */
    Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * Stores new invocations, each as one atomic step: it is stored if and only if its instance has no active invocation
     * and everything that the {@link Insertion} is based on is unchanged. An entry whose id is stored already is {@code STORED}, and changes
     * nothing, if the stored invocation {@link Invocation#wasAcceptedAs was accepted as} the new one; else it is a conflict. So to repeat a
     * call does no harm.
     *
     * <p>A batch is listed by {@link #find} in the order of its entries: the first entry is the oldest.
     *
     * @param project the project of all entries
     * @param insertions 1 to 100 entries
     * @return one outcome per entry, in their order
     */
    List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions);

    /**
     * Takes back insertions whose work could not be handed over, each as one atomic step: the invocation disappears if and
     * only if it is still of revision 1. If the invocation that it repeats links to it, that link is taken back in the same step, and the
     * revision of the repeated invocation becomes one higher; what else has changed of that one stays.
     *
     * @param project the project of all entries
     * @param withdrawals 1 to 100 entries
     * @return one outcome per entry, in their order; {@code STORED} if it is gone
     */
    List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals);

    /**
     * Stores changes of invocations, each {@link InvocationUpdate} as one atomic step: if and only if the stored revision
     * of every invocation concerned is that of {@link io.agentmaintenance.domain.InvocationChange#before()}. Only progress, current version
     * and link to a retry can differ between before and after, and the revision.
     *
     * @param project the project of all entries
     * @param updates at least one entry
     * @return one outcome per entry, in their order; {@code CONFLICT} also if an invocation is not there any more
     */
    List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates);

    /**
     * Finds invocations by id.
     *
     * @param project the project; invocations of others are not found
     * @param ids the ids; one may be named several times
     * @return those found, by id
     */
    Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids);

    /**
     * Finds the histories of instances. The newest invocation of an instance is the one with the greatest ordinal, which is the one that was
     * stored last; its times may be earlier than those of an older one.
     *
     * @param project the project
     * @param instances the instances
     * @return the histories by instance; instances without any invocation may be absent
     */
    Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances);

    /**
     * Finds the invocations that match a query. The order is that of storing, the last stored first. A caller who reads page after page
     * with a growing offset misses none that existed when it began, even if others are stored meanwhile.
     *
     * @param query the query
     * @return the page and the exact number of all that match
     */
    InvocationPage find(InvocationQuery query);

    /**
     * Counts the invocations. The counts are exact: they equal those of a walk over all invocations at one moment.
     *
     * @param project the project, or null for all together
     * @return one entry for each combination that occurs, in any order
     */
    List<InvocationCount> counts(@Nullable ProjectId project);

    /**
     * {@return the PENDING invocation with the earliest time of creation, in all projects, or null if none is PENDING}
     */
    @Nullable Invocation oldestPending();

    /**
     * Finds active invocations whose time is over, in all projects.
     *
     * @param pendingSince finds those PENDING that were created before this time
     * @param runningSince finds those RUNNING that were started before this time
     * @param limit how many to return at most
     * @return the invocations, in any order
     */
    List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit);

    /**
     * Finds active invocations, in all projects, that are dated after a time: those PENDING that were created after it, and those
     * RUNNING that were started after it. With the present time as argument, there are some only if the clock was set back, or if the clocks
     * of several nodes differ.
     *
     * <p>This default reads all active invocations by {@link #overdue}. A store with an index on these times should override it by a query.
     *
     * @param time the time
     * @return all of them, in any order
     */
    default List<Invocation> datedAfter(Instant time) {
        return overdue(END_OF_TIME, END_OF_TIME, Integer.MAX_VALUE).stream()
                .filter(invocation -> {
                    Instant startedAt = invocation.progress().startedAt();
                    return (startedAt == null ? invocation.createdAt() : startedAt).isAfter(time);
                })
                .toList();
    }

    /**
     * Lists PENDING invocations of all projects in a fixed order of the repository's choice, page by page.
     *
     * @param createdBefore lists those that were created before this time
     * @param after the last invocation of the page before, or null for the first page; it may have changed meanwhile
     * @param limit how many to return at most
     * @return the invocations; fewer than the limit on the last page
     */
    List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit);

    /**
     * Lists RUNNING invocations of all projects in a fixed order of the repository's choice, page by page.
     *
     * @param after the last invocation of the page before, or null for the first page; it may have changed meanwhile
     * @param limit how many to return at most
     * @return the invocations; fewer than the limit on the last page
     */
    List<Invocation> running(@Nullable Invocation after, int limit);

    /**
     * Forgets finished invocations that ended before a time, the earliest ends first, and never an active one. A host calls it from its
     * scheduler until it returns less than the limit. What was forgotten is not found, listed or counted any more; links to it stay.
     *
     * @param endedBefore forgets those that ended before this time
     * @param limit how many to forget at most, at least 1
     * @return how many were forgotten
     */
    int forget(Instant endedBefore, int limit);
}
