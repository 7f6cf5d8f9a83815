package io.agentmaintenance.application.port.out;

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
import org.jspecify.annotations.Nullable;

/**
 * Stores and finds the invocations. It applies no rules of maintenance. It writes an entry only if the invocations that the entry is based
 * on have not changed since they were read (optimistic locking).
 *
 * <p>Invocations are immutable: return equal ones, never references to anything that changes. Ids are unique
 * within a project. Times are kept to the millisecond. A bounded repository forgets the invocations first that finished
 * first, and never an active one. All methods are thread-safe and throw {@link PortException} if the store is broken.
 *
 * <p>A method that throws because it finds the store broken must have written nothing. The core does not depend on that, because the answer
 * to a commit may be lost: a call that throws may have written all, some or none of its entries, and may still be writing. So the core reads
 * again. An invocation that it finds is stored. For an insertion that it does not find, the refusal says that it is not known whether it was
 * stored. If an entry is certainly not stored because of a failure, its outcome is {@link WriteOutcome#FAILED}.
 */
public interface InvocationRepository {
    /** Later than every time in an invocation, and a time that every database can store. */
    Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * Stores new invocations, each as one atomic step: it is stored if and only if its instance has no active invocation
     * and everything that the {@link Insertion} is based on is unchanged. Entries are independent, and are processed one after
     * the other: of two for the same instance the second is a conflict.
     *
     * @param project the project of all entries
     * @param insertions 1 to 100 entries
     * @return one outcome per entry, in their order
     */
    List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions);

    /**
     * Takes back insertions whose work could not be handed over, each as one atomic step: the invocation disappears if and
     * only if it is still of revision 1; its link, if any, is changed back.
     *
     * @param project the project of all entries
     * @param withdrawals 1 to 100 entries
     * @return one outcome per entry, in their order; {@code STORED} if it is gone
     */
    List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals);

    /**
     * Stores changes of invocations, each {@link InvocationUpdate} as one atomic step: if and only if the stored revision
     * of every invocation concerned is that of {@link io.agentmaintenance.domain.InvocationChange#before()}. Entries are
     * independent, and are processed one after the other: of two that are based on the same revision the second is a conflict.
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
     * @param after the last invocation of the page before, or null for the first page; it may have changed meanwhile
     * @param limit how many to return at most
     * @return the invocations; fewer than the limit on the last page
     */
    List<Invocation> pending(@Nullable Invocation after, int limit);
}
