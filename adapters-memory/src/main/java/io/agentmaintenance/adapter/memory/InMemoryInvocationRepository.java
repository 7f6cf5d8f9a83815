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
 * A task store in memory. It keeps the finished tasks of each project up to a bound, and forgets those first that finished
 * first; active tasks are never forgotten. A page of a list costs about the same with ten thousand and with ten million
 * tasks. Thread-safe, with one lock per project; nothing survives the process.
 */
public final class InMemoryInvocationRepository implements InvocationRepository {
    private static final int DEFAULT_BOUND = 100_000;

    // Sorted, so that a walk over all projects has a fixed order.
    private final ConcurrentSkipListMap<String, ProjectTasks> projects = new ConcurrentSkipListMap<>();
    private final int historyBound;

    private InMemoryInvocationRepository(int historyBound) {
        this.historyBound = historyBound;
    }

    /**
     * {@return an empty store that keeps 100,000 finished tasks of each project}
     */
    public static InMemoryInvocationRepository withDefaults() {
        return keeping(DEFAULT_BOUND);
    }

    /**
     * {@return an empty store}
     *
     * @param finished how many finished tasks of each project are kept, at least 1
     * @throws IllegalArgumentException if it is less than 1
     */
    public static InMemoryInvocationRepository keeping(int finished) {
        if (finished < 1) {
            throw new IllegalArgumentException("the number of finished tasks to keep must be at least 1");
        }
        return new InMemoryInvocationRepository(finished);
    }

    @Override
    public List<WriteOutcome> insert(ProjectId project, List<Insertion> insertions) {
        return projects.computeIfAbsent(project.value(), p -> new ProjectTasks(project, historyBound))
                .insert(insertions);
    }

    @Override
    public List<WriteOutcome> withdraw(ProjectId project, List<Withdrawal> withdrawals) {
        return tasks(project).withdraw(withdrawals);
    }

    @Override
    public List<WriteOutcome> update(ProjectId project, List<InvocationUpdate> updates) {
        return tasks(project).update(updates);
    }

    @Override
    public Map<InvocationId, Invocation> findAll(ProjectId project, Collection<InvocationId> ids) {
        return tasks(project).findAll(ids);
    }

    @Override
    public Map<InstanceId, InstanceHistory> histories(ProjectId project, Collection<InstanceId> instances) {
        return tasks(project).histories(instances);
    }

    @Override
    public InvocationPage find(InvocationQuery query) {
        return tasks(query.project()).find(query);
    }

    @Override
    public List<Invocation> overdue(Instant pendingSince, Instant runningSince, int limit) {
        List<Invocation> overdue = new ArrayList<>();
        for (ProjectTasks tasks : projects.values()) {
            tasks.overdue(pendingSince.toEpochMilli(), runningSince.toEpochMilli(), limit, overdue);
        }
        return overdue;
    }

    @Override
    public List<Invocation> pending(@Nullable Invocation after, int limit) {
        List<Invocation> pending = new ArrayList<>();
        if (after == null) {
            projects.values().forEach(tasks -> tasks.pending(null, limit, pending));
            return pending;
        }
        tasks(after.project()).pending(after, limit, pending);
        projects.tailMap(after.project().value(), false).values().forEach(tasks -> tasks.pending(null, limit, pending));
        return pending;
    }

    // A project without tasks takes no room, however often it is asked for.
    private ProjectTasks tasks(ProjectId project) {
        ProjectTasks tasks = projects.get(project.value());
        return tasks == null ? new ProjectTasks(project, historyBound) : tasks;
    }
}
