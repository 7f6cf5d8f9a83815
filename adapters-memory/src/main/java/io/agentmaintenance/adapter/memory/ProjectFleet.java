package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Operation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The servers of one project: those that were added, and those that are made up when asked for. Thread-safe. */
final class ProjectFleet {
    private static final int REMEMBERED = 10_000;

    private final Map<InstanceId, Server> added = new ConcurrentHashMap<>();
    // Of made-up servers.
    private final ChangedStates changed = new ChangedStates(REMEMBERED);
    private volatile @Nullable Others others;
    // Most work has the same effect as the work before, so that servers of one fleet share a few states.
    private volatile @Nullable Work lastWork;
    // Whether nothing but work that succeeded has changed made-up servers, so that all have the script of the others.
    private volatile boolean ofOneScript = true;

    private record Others(InstanceType type, ServerState state) {}

    private record Work(ServerState before, Operation operation, AgentVersion version, ServerState after) {
        // A memory of one entry: to know the same objects again is enough, and costs nothing.
        @SuppressWarnings("ReferenceEquality")
        boolean isThe(ServerState from, Operation what, AgentVersion to) {
            return before == from && operation == what && version == to;
        }
    }

    void add(InstanceProfile profile, ServerState state) {
        added.putIfAbsent(profile.id(), new Server(profile, state));
    }

    synchronized void others(InstanceType type, ServerState state) {
        ofOneScript = ofOneScript && others == null;
        others = new Others(type, state);
    }

    void remove(InstanceId id) {
        added.remove(id);
    }

    /** Tells of many servers that are going to be asked for. */
    void expectAll(Collection<InstanceId> ids) {
        if (others != null) {
            changed.expectAll(ids);
        }
    }

    @Nullable Instance find(InstanceId id) {
        Server server = added.get(id);
        Others like = others;
        if (server != null || like == null) {
            return server == null ? null : server.instance();
        }
        return new Server(plain(id, like.type), stateOf(id, like)).instance();
    }

    /** {@return what happens when work reaches a server, null if there is none} */
    @Nullable AgentBehavior behaviorOf(InstanceId id) {
        Server server = added.get(id);
        Others like = others;
        if (server != null || like == null) {
            return server == null ? null : server.state().behavior();
        }
        return (ofOneScript ? like.state : stateOf(id, like)).behavior();
    }

    void change(InstanceId id, UnaryOperator<ServerState> change) {
        ofOneScript = false;
        apply(id, change);
    }

    private void apply(InstanceId id, UnaryOperator<ServerState> change) {
        Server known = added.get(id);
        Others like = others;
        if (known != null) {
            known.change(change);
        } else if (like != null) {
            changed.change(id, like.state, change);
        }
    }

    /** Leaves the traces of work that was done. */
    void worked(InstanceId id, Operation operation, AgentVersion version) {
        apply(id, before -> {
            Work last = lastWork;
            if (last == null || !last.isThe(before, operation, version)) {
                last = new Work(before, operation, version, before.worked(operation, version));
                lastWork = last;
            }
            return last.after;
        });
    }

    static InstanceProfile plain(InstanceId id, InstanceType type) {
        return new InstanceProfile(id, id.value(), type, List.of(), List.of());
    }

    private ServerState stateOf(InstanceId id, Others like) {
        ServerState state = changed.of(id);
        return state == null ? like.state : state;
    }
}
