package io.agentmaintenance.adapter.http.iam;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.Caller;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as this service sees them: a user of the directory, or a caller known by other credentials such as an access key,
 * who is given an id and projects by what they may do.
 */
sealed interface Identity {
    String id();

    String name();

    boolean may(ProjectId project, Action action);

    /** Whether the project is one of theirs, be it that they may do nothing in it at present. */
    boolean isMember(ProjectId project);

    /** The domain they belong to; null if no project of theirs tells. */
    @Nullable IamDomain domain(IamDirectory directory);

    default List<IamProject> projects(IamDirectory directory) {
        return directory.projects().stream()
                .filter(project -> isMember(project.id()))
                .toList();
    }

    static Identity of(Caller caller) {
        return caller instanceof IamCaller known ? known.identity() : new Stranger(caller);
    }

    /** A user of the directory. */
    record User(IamUser user) implements Identity {
        @Override
        public String id() {
            return user.id();
        }

        @Override
        public String name() {
            return user.name();
        }

        @Override
        public boolean may(ProjectId project, Action action) {
            return isMember(project) && user.actions().contains(action);
        }

        @Override
        public boolean isMember(ProjectId project) {
            return user.projects().contains(project);
        }

        @Override
        public IamDomain domain(IamDirectory directory) {
            return user.domain();
        }
    }

    /** A caller known by other credentials. */
    record Stranger(Caller caller) implements Identity {
        private static final Set<Action> ACTIONS = Set.of(Action.values());

        @Override
        public String id() {
            return caller.name();
        }

        @Override
        public String name() {
            return caller.name();
        }

        @Override
        public boolean may(ProjectId project, Action action) {
            return caller.may(project, action);
        }

        @Override
        public boolean isMember(ProjectId project) {
            return ACTIONS.stream().anyMatch(action -> caller.may(project, action));
        }

        @Override
        public @Nullable IamDomain domain(IamDirectory directory) {
            return projects(directory).stream()
                    .findFirst()
                    .map(IamProject::domain)
                    .orElse(null);
        }
    }
}
