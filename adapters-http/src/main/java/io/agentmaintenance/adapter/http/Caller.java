package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.ProjectId;
import org.jspecify.annotations.Nullable;

/** An authenticated caller. Implementations must be thread-safe. */
public interface Caller {
    /**
     * Returns the rights of the caller in one project. The API asks once for each request. A request in a project where the
     * caller has no rights is answered 403; where its rights have expired, 401, as if the credentials were unknown.
     *
     * @param project the project
     * @return the rights in this project, expired or not; null if the caller has none
     */
    @Nullable Grant grant(ProjectId project);

    /**
     * {@return a name for log lines and for the journal, which keeps 64 characters of it; never a secret}
     */
    String name();
}
