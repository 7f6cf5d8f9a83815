package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.ProjectId;

/** Somebody who has proven who they are. Thread-safe. */
public interface Caller {
    /**
     * {@return whether the caller may do this in this project}
     *
     * @param project the project
     * @param action what it wants to do
     */
    boolean may(ProjectId project, Action action);

    /**
     * {@return a name for log lines; never a secret}
     */
    String name();
}
