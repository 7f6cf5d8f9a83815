package io.agentmaintenance.adapter.memory;

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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A repository in memory; nothing survives the process. It keeps a bounded number of finished invocations of each project
 * and forgets them in the order of finishing. It never forgets an active one. Thread-safe: one lock per project, and no
 * method waits for anything else.
 */
public final class InMemoryInvocationRepository implements InvocationRepository {
    private static final int DEFAULT_BOUND = 100_000;

    // Sorted, so that the pages of pending invocations have a fixed order of projects.
    private final ConcurrentSkipListMap<String, ProjectInvocations> projects = new ConcurrentSkipListMap<>();
    private final int finishedBound;

    private InMemoryInvocationRepository(int finishedBound) {
        this.finishedBound = finishedBound;
    }

    /**
     * {@return an empty repository that keeps 100,000 finished invocations of each project}
     */
    public static InMemoryInvocationRepository withDefaults() {
        return keeping(DEFAULT_BOUND);
    }

    /**
     * {@return an empty repository}
     *
     * @param finished how many finished invocations of each project are kept, at least 1
     * @throws IllegalArgumentException if it is less than 1
     */
    public static InMemoryInvocationRepository keeping(int finished) {
        if (finished < 1) {
            throw new IllegalArgumentException("the number of finished invocations to keep must be at least 1");
        }
        return new InMemoryInvocationRepository(finished);
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return projects.computeIfAbsent(project.value(), p -> new ProjectInvocations(finishedBound))
                .insert(insertions);
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
    public List<Invocation> pending(@Nullable Invocation after, int limit) {
        List<Invocation> page = new ArrayList<>();
        if (after != null) {
            of(after.project()).pending(after, limit, page);
        }
        var others = after == null ? projects : projects.tailMap(after.project().value(), false);
        others.values().forEach(project -> project.pending(null, limit, page));
        return page;
    }

    // Reading a project without invocations stores nothing, however often it happens.
    private ProjectInvocations of(ProjectId project) {
        ProjectInvocations invocations = projects.get(project.value());
        return invocations == null ? new ProjectInvocations(finishedBound) : invocations;
    }
}
