package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationCount;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reading half of {@link PlainRepository}. Each rule is a method of its own. */
abstract class ReadInvocations extends StoredInvocations implements InvocationRepository {
    private static final Comparator<Invocation> PAGE_ORDER = Comparator.comparing(Invocation::createdAt)
            .thenComparing(i -> i.project().value())
            .thenComparing(i -> i.id().value());

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
    public List<InvocationCount> counts(@Nullable ProjectId project) {
        return atomically(() -> {
            Map<InvocationCount, Long> counts = all().filter(i -> project == null || project.equals(i.project()))
                    .collect(Collectors.groupingBy(ReadInvocations::kind, Collectors.counting()));
            return counts.entrySet().stream()
                    .map(e -> new InvocationCount(
                            e.getKey().instanceType(),
                            e.getKey().type(),
                            e.getKey().status(),
                            e.getValue()))
                    .toList();
        });
    }

    @Override
    public @Nullable Invocation oldestPending() {
        return atomically(
                () -> ofStatus(InvocationStatus.PENDING, null).findFirst().orElse(null));
    }

    @Override
    public List<Invocation> pending(Instant createdBefore, @Nullable Invocation after, int limit) {
        return atomically(() -> ofStatus(InvocationStatus.PENDING, after)
                .filter(i -> i.createdAt().isBefore(createdBefore))
                .limit(limit)
                .toList());
    }

    @Override
    public List<Invocation> running(@Nullable Invocation after, int limit) {
        return atomically(
                () -> ofStatus(InvocationStatus.RUNNING, after).limit(limit).toList());
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

    private static InvocationCount kind(Invocation invocation) {
        return new InvocationCount(invocation.instance().type(), invocation.type(), invocation.status(), 1);
    }

    /** Those of this status that come after one of them, in the order of the pages. */
    private Stream<Invocation> ofStatus(InvocationStatus status, @Nullable Invocation after) {
        return all().filter(i -> i.status() == status)
                .filter(i -> after == null || PAGE_ORDER.compare(i, after) > 0)
                .sorted(PAGE_ORDER);
    }
}
