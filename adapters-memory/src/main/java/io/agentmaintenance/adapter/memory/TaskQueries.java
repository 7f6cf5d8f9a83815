package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.List;

/** Answers questions from the index that leaves the least to look at. Guarded by the lock of its project. */
final class TaskQueries {
    private final ProjectId project;
    private final Rows rows;
    private final IdIndex byId;
    private final InstanceIndex byInstance;
    private final TaskLog log;

    TaskQueries(ProjectId project, Rows rows, IdIndex byId, InstanceIndex byInstance, TaskLog log) {
        this.project = project;
        this.rows = rows;
        this.byId = byId;
        this.byInstance = byInstance;
        this.log = log;
    }

    InvocationPage find(InvocationQuery query) {
        InvocationId id = query.invocationId();
        InstanceId instance = query.instanceId();
        int kinds = Kind.mask(query.type(), query.instanceType());
        if (id != null) {
            RowList found = new RowList(1);
            int row = byId.find(id);
            if (row != Rows.NONE && (instance == null || rows.of(row).isOn(row, instance))) {
                found.add(row);
            }
            return pageOf(query, kinds, found);
        }
        if (instance != null) {
            RowList chain = new RowList(4);
            for (int row = byInstance.find(instance);
                    row != Rows.NONE;
                    row = rows.of(row).older(row)) {
                chain.add(row);
            }
            return pageOf(query, kinds, chain);
        }
        return new InvocationPage(read(log.page(kinds, query.offset(), query.limit())), log.count(kinds));
    }

    private InvocationPage pageOf(InvocationQuery query, int kinds, RowList newestFirst) {
        RowList page = new RowList(4);
        long count = 0;
        for (int i = 0; i < newestFirst.size(); i++) {
            int row = newestFirst.get(i);
            if (!Kind.isIn(kinds, rows.of(row).kind(row))) {
                continue;
            }
            if (count >= query.offset() && page.size() < query.limit()) {
                page.add(row);
            }
            count++;
        }
        return new InvocationPage(read(page), count);
    }

    private List<Invocation> read(RowList page) {
        List<Invocation> read = new ArrayList<>(page.size());
        for (int i = 0; i < page.size(); i++) {
            int row = page.get(i);
            read.add(rows.of(row).read(row, project));
        }
        return read;
    }
}
