package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers questions from the index that leaves the least to look at. Guarded by the lock of its project. */
final class TaskQueries {
    private final ProjectId project;
    private final IdIndex byId;
    private final InstanceIndex byInstance;
    private final TaskLog log;

    TaskQueries(ProjectId project, IdIndex byId, InstanceIndex byInstance, TaskLog log) {
        this.project = project;
        this.byId = byId;
        this.byInstance = byInstance;
        this.log = log;
    }

    InvocationPage find(InvocationQuery query) {
        InvocationId id = query.invocationId();
        InstanceId instance = query.instanceId();
        int kinds = kinds(query.type(), query.instanceType());
        if (id != null) {
            Row row = byId.find(PackedId.of(id));
            boolean fits = row != null && (instance == null || row.isOn(instance));
            return pageOf(query, kinds, fits && row != null ? List.of(row) : List.of());
        }
        if (instance != null) {
            List<Row> chain = new ArrayList<>();
            for (Row row = byInstance.find(instance); row != null; row = row.older) {
                chain.add(row);
            }
            return pageOf(query, kinds, chain);
        }
        return new InvocationPage(read(log.page(kinds, query.offset(), query.limit())), log.count(kinds));
    }

    private InvocationPage pageOf(InvocationQuery query, int kinds, List<Row> newestFirst) {
        List<Row> page = new ArrayList<>();
        long count = 0;
        for (Row row : newestFirst) {
            if ((kinds & 1 << row.kind()) == 0) {
                continue;
            }
            if (count >= query.offset() && page.size() < query.limit()) {
                page.add(row);
            }
            count++;
        }
        return new InvocationPage(read(page), count);
    }

    private List<Invocation> read(List<Row> rows) {
        List<Invocation> read = new ArrayList<>(rows.size());
        for (Row row : rows) {
            read.add(row.read(project));
        }
        return read;
    }

    private static int kinds(@Nullable InvocationType type, @Nullable InstanceType instanceType) {
        int kinds = 0;
        for (InvocationType t : InvocationType.values()) {
            for (InstanceType i : InstanceType.values()) {
                if ((type == null || type == t) && (instanceType == null || instanceType == i)) {
                    kinds |= 1 << Row.kind(t, i);
                }
            }
        }
        return kinds;
    }
}
