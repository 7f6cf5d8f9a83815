package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.adapter.http.Caller;
import io.agentmaintenance.adapter.http.Grant;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The caller that an issued token authenticates. It has the rights of the token's origin, but only in the project of the
 * token's scope. A token for a domain, or without a scope, gives no rights in a project; it can only be exchanged.
 *
 * @param origin the credentials that the first token of the chain was issued for
 * @param project the project of the scope, or null
 * @param limit when the rights end in every project, unless they end earlier; also the limit of every token that this one is exchanged for
 */
record IamCaller(Origin origin, @Nullable ProjectId project, Instant limit) implements Caller {
    @Override
    public @Nullable Grant grant(ProjectId wanted) {
        Grant grant = wanted.equals(project) ? origin.identity().grant(wanted) : null;
        return grant == null ? null : new Grant(grant.actions(), earlier(limit, grant.expiry()));
    }

    @Override
    public String name() {
        return origin.identity().name();
    }

    /**
     * When the token expires: when the rights in its project expire. Without a project, when the first of the rights expires that it
     * can be exchanged for.
     */
    Instant expiry(IamDirectory directory, Instant now) {
        Instant earliest = limit;
        for (IamProject member : origin.identity().projects(directory, now)) {
            Grant grant = origin.identity().grant(member.id());
            if (grant != null && (project == null || project.equals(member.id()))) {
                earliest = earlier(earliest, grant.expiry());
            }
        }
        return earliest;
    }

    /** The earlier of two times; null means never. */
    static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }
}
