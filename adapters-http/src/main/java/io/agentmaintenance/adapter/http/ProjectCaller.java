package io.agentmaintenance.adapter.http;

import io.agentmaintenance.domain.ProjectId;
import java.util.Set;

/**
 * A caller who may do some things in some projects. Immutable.
 *
 * @param name the name for log lines; never a secret
 * @param projects the projects; copied
 * @param actions what it may do in each of them; copied
 */
public record ProjectCaller(String name, Set<ProjectId> projects, Set<Action> actions) implements Caller {
    /** Copies the sets. */
    public ProjectCaller {
        projects = Set.copyOf(projects);
        actions = Set.copyOf(actions);
    }

    /**
     * {@return a caller who may do everything in one project}
     *
     * @param name the name for log lines; never a secret
     * @param project the project
     */
    public static ProjectCaller of(String name, ProjectId project) {
        return new ProjectCaller(name, Set.of(project), Set.of(Action.values()));
    }

    @Override
    public boolean may(ProjectId project, Action action) {
        return projects.contains(project) && actions.contains(action);
    }
}
