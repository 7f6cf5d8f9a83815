package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.Caller;
import io.agentmaintenance.adapter.http.Grant;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The holder of the rights that tokens are issued for: a user of the directory, or a caller with other credentials such as a
 * configured token or an access key.
 */
sealed interface Identity {
    String id();

    String name();

    /** The rights in a project, expired or not; null if there are none. */
    @Nullable Grant grant(ProjectId project);

    /** The domain that the identity belongs to; null if it cannot be derived from a project. */
    @Nullable IamDomain domain(IamDirectory directory);

    /** The projects where the identity has rights that have not expired, in the order of the directory. */
    default List<IamProject> projects(IamDirectory directory, Instant now) {
        return directory.projects().stream()
                .filter(project -> {
                    Grant grant = grant(project.id());
                    return grant != null && grant.isInForceAt(now);
                })
                .toList();
    }

    /** The identity of a caller. For an issued token, it is the identity that the token was issued for. */
    static Identity of(Caller caller) {
        return caller instanceof IamCaller issued ? issued.origin().identity() : new OtherCaller(caller);
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
        public @Nullable Grant grant(ProjectId project) {
            return user.projects().contains(project) ? new Grant(user.actions(), null) : null;
        }

        @Override
        public IamDomain domain(IamDirectory directory) {
            return user.domain();
        }
    }

    /** A caller with other credentials. */
    record OtherCaller(Caller caller) implements Identity {
        @Override
        public String id() {
            return caller.name();
        }

        @Override
        public String name() {
            return caller.name();
        }

        @Override
        public @Nullable Grant grant(ProjectId project) {
            return caller.grant(project);
        }

        // Expired rights count here, so that the domain of a caller does not change with time.
        @Override
        public @Nullable IamDomain domain(IamDirectory directory) {
            return directory.projects().stream()
                    .filter(project -> caller.grant(project.id()) != null)
                    .findFirst()
                    .map(IamProject::domain)
                    .orElse(null);
        }
    }
}
