package io.agentmaintenance.application.service;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;

/** Names an invocation among those of all projects: ids are unique within a project only. */
record InvocationKey(ProjectId project, InvocationId id) {
    static InvocationKey of(Invocation invocation) {
        return new InvocationKey(invocation.project(), invocation.id());
    }
}
