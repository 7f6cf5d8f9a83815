package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Insertion;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.Journal;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository in memory; nothing survives the process. It keeps a bounded number of finished invocations of each project
 * and forgets them in the order of finishing. It never forgets an active one. Thread-safe: one lock per project and one for the journal, and no
 * method waits for anything else. What concerns all projects is read project by project.
 */
public final class InMemoryInvocationRepository implements InvocationRepository {
    private static final int DEFAULT_BOUND = 100_000;

    // Sorted, so that the pages of pending invocations have a fixed order of projects.
    private final ConcurrentSkipListMap<String, ProjectInvocations> projects = new ConcurrentSkipListMap<>();
    private final int finishedBound;
    private final InMemoryJournal journal;

    /** Adds invocations of a project that come after the last one to a page. */
    private interface PageReader {
        void addTo(ProjectInvocations project, @Nullable Invocation last, List<Invocation> page);
    }

    private InMemoryInvocationRepository(int finishedBound, int journalBound) {
        this.finishedBound = finishedBound;
        this.journal = new InMemoryJournal(journalBound);
    }

    /**
     * {@return an empty repository that keeps 100,000 finished invocations of each project, and 100,000 entries of the journal}
     */
    public static InMemoryInvocationRepository withDefaults() {
        return keeping(DEFAULT_BOUND);
    }

    /**
     * {@return an empty repository that keeps 100,000 entries of the journal}
     *
     * @param finished how many finished invocations of each project are kept, at least 1
     * @throws IllegalArgumentException if it is less than 1
     */
    public static InMemoryInvocationRepository keeping(int finished) {
        return keeping(finished, DEFAULT_BOUND);
    }

    /**
     * {@return an empty repository}
     *
     * @param finished how many finished invocations of each project are kept, at least 1
     * @param journaled how many entries of the journal are kept, of all projects together, at least 1
     * @throws IllegalArgumentException if one of them is less than 1
     */
    public static InMemoryInvocationRepository keeping(int finished, int journaled) {
        if (finished < 1 || journaled < 1) {
            throw new IllegalArgumentException(
                    "the numbers of finished invocations and of journal entries to keep must be at least 1");
        }
        return new InMemoryInvocationRepository(finished, journaled);
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return projects.computeIfAbsent(project.value(), p -> newProject()).insert(insertions);
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return of(project).withdraw(withdrawals);
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return of(project).update(updates);
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return of(project).findAll(ids);
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return of(project).histories(instances);
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return of(query.project()).find(query);
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        List<Invocation> overdue = new ArrayList<>();
        for (ProjectInvocations project : projects.values()) {
            project.overdue(pendingSince, runningSince, limit, overdue);
        }
        return overdue;
    }

    @Override
    public List<Invocation> datedAfter(Instant time) {
        List<Invocation> dated = new ArrayList<>();
        projects.values().forEach(project -> project.datedAfter(time, dated));
        return dated;
    }

    @Override
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        if (project != null) {
            return of(project).counts();
        }
        Map<InvocationCount, Long> sums = new HashMap<>();
        for (ProjectInvocations each : projects.values()) {
            each.counts().forEach(count -> sums.merge(kindOf(count), count.count(), Long::sum));
        }
        List<InvocationCount> counts = new ArrayList<>();
        sums.forEach(
                (kind, sum) -> counts.add(new InvocationCount(kind.instanceType(), kind.type(), kind.status(), sum)));
        return counts;
    }

    @Override
    public @Nullable Invocation oldestPending() {
        Invocation oldest = null;
        for (ProjectInvocations project : projects.values()) {
            Invocation pending = project.oldestPending();
            if (oldest == null || (pending != null && pending.createdAt().isBefore(oldest.createdAt()))) {
                oldest = pending;
            }
        }
        return oldest;
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return page(after, (project, last, page) -> project.pending(createdBefore, last, limit, page));
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        return page(after, (project, last, page) -> project.running(last, limit, page));
    }

    @Override
    public int forget(Instant endedBefore, int limit) {
        List<Invocation> ended = new ArrayList<>();
        projects.values().forEach(project -> project.endedBefore(endedBefore, limit, ended));
        return (int) ended.stream()
                .sorted(Comparator.comparing(FinishedInvocations::endedAt))
                .limit(limit)
                .filter(invocation -> of(invocation.project()).forget(invocation))
                .count();
    }

    /** {@return the journal of all projects, which is kept in the same steps as the invocations} */
    public Journal journal() {
        return journal;
    }

    private List<Invocation> page(@Nullable Invocation after, PageReader reader) {
        List<Invocation> page = new ArrayList<>();
        if (after != null) {
            reader.addTo(of(after.project()), after, page);
        }
        var others = after == null ? projects : projects.tailMap(after.project().value(), false);
        others.values().forEach(project -> reader.addTo(project, null, page));
        return page;
    }

    private static InvocationCount kindOf(InvocationCount count) {
        return new InvocationCount(count.instanceType(), count.type(), count.status(), 1);
    }

    // Reading a project without invocations stores nothing, however often it happens.
    private ProjectInvocations of(ProjectId project) {
        ProjectInvocations invocations = projects.get(project.value());
        return invocations == null ? newProject() : invocations;
    }

    private ProjectInvocations newProject() {
        return new ProjectInvocations(finishedBound, journal);
    }
}
