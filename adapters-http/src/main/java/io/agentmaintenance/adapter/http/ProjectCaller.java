package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.ProjectId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A caller with a fixed list of projects. The rights in each project are independent of those in the others. Immutable.
 *
 * @param name the name for log lines and for the journal; never a secret
 * @param grants the rights in each project; copied
 */
public record ProjectCaller(String name, Map<ProjectId, Grant> grants) implements Caller {
    /** Copies the map. */
    public ProjectCaller {
        grants = Map.copyOf(grants);
    }

    /**
     * {@return a caller who may do everything in one project, and whose rights do not expire}
     *
     * @param name the name for log lines and for the journal; never a secret
     * @param project the project
     */
    public static ProjectCaller of(String name, ProjectId project) {
        return new ProjectCaller(name, Map.of(project, new Grant(Set.of(Action.values()), null)));
    }

    @Override
    public @Nullable Grant grant(ProjectId project) {
        return grants.get(project);
    }
}
