package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What work that is done makes of the states of servers. Most work has the same effect as the work before, so that the servers of one
 * fleet share a few states. Thread-safe.
 */
final class Effects {
    private volatile @Nullable Effect last;

    private record Effect(ServerState before, Operation operation, AgentVersion version, ServerState after) {
        // A memory of one entry: to know the same objects again is enough, and costs nothing.
        @SuppressWarnings("ReferenceEquality")
        boolean isThe(ServerState from, Operation what, AgentVersion to) {
            return before == from && operation == what && version == to;
        }
    }

    /** {@return the state of the work's server after it} */
    ServerState of(ServerState before, Invocation work) {
        Operation operation = work.operation();
        AgentVersion version = work.versions().target();
        Effect known = last;
        if (known == null || !known.isThe(before, operation, version)) {
            known = new Effect(before, operation, version, before.worked(operation, version));
            last = known;
        }
        return known.after;
    }
}
