package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;

/** What names the execution of an invocation in the table of the engine: the project, a slash, and the invocation. */
record ExecutionKey(ProjectId project, InvocationId invocation) {
    private static final char SEPARATOR = '/';

    static ExecutionKey of(Invocation invocation) {
        return new ExecutionKey(invocation.project(), invocation.id());
    }

    static ExecutionKey parse(String text) {
        int separator = text.indexOf(SEPARATOR);
        return new ExecutionKey(
                ProjectId.of(text.substring(0, separator)), InvocationId.of(text.substring(separator + 1)));
    }

    @Override
    public String toString() {
        return project.value() + SEPARATOR + invocation.value();
    }
}
