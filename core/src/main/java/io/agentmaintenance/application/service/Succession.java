package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the success of an invocation means for others: when a rollback succeeds, the update it undid becomes ROLLBACKED. */
final class Succession {
    private Succession() {}

    /** The updates that these invocations undo, read in one call, or in none if there are none. */
    static Map<InvocationId, Invocation> undoneBy(
            InvocationRepository repository, ProjectId project, Collection<Invocation> invocations) {
        Set<InvocationId> updates = undoneBy(invocations);
        return updates.isEmpty() ? Map.of() : repository.findAll(project, updates);
    }

    /** The ids of the updates that these invocations undo, each once. */
    static Set<InvocationId> undoneBy(Collection<Invocation> invocations) {
        Set<InvocationId> updates = new LinkedHashSet<>();
        for (Invocation invocation : invocations) {
            InvocationId update = invocation.lineage().rollbackOf();
            if (update != null) {
                updates.add(update);
            }
        }
        return updates;
    }

    /** The update that this invocation undoes, if it undoes one and that is still known. */
    static @Nullable Invocation undone(Invocation invocation, Map<InvocationId, Invocation> undone) {
        InvocationId update = invocation.lineage().rollbackOf();
        return update == null ? null : undone.get(update);
    }

    /** The success of an invocation together with its consequence for the update it undid, if there is one and it is still known. */
    static InvocationUpdate success(Invocation invocation, @Nullable Invocation undone, Actor actor, Instant now) {
        boolean undoes = undone != null && undone.status().canBecome(InvocationStatus.ROLLBACKED);
        return new InvocationUpdate(
                invocation.succeed(now), undoes && undone != null ? undone.rolledBack(now, invocation) : null, actor);
    }
}
