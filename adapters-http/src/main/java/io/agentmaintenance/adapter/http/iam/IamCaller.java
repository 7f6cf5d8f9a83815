package io.agentmaintenance.adapter.http.iam;

import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.Caller;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who calls with a token issued here: as much as an identity may do, but only in the project the token is for. A token for a
 * domain, or for nothing, is good for this service alone.
 *
 * @param identity who asked for the token
 * @param project the project the token is for, or null
 * @param expiry when the token ends
 */
record IamCaller(Identity identity, @Nullable ProjectId project, Instant expiry) implements Caller {
    @Override
    public boolean may(ProjectId wanted, Action action) {
        return wanted.equals(project) && identity.may(wanted, action);
    }

    @Override
    public String name() {
        return identity.name();
    }
}
