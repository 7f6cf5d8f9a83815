package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The servers of one project: those that were added, and those that are made up when asked for. Thread-safe. */
final class ProjectFleet {
    private static final int REMEMBERED = 10_000;

    private final Map<InstanceId, Server> added = new ConcurrentHashMap<>();
    // The states of the made-up servers that work has changed last; guarded by itself.
    private final Map<InstanceId, ServerState> changed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InstanceId, ServerState> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile @Nullable Others others;
    // What most servers come to is one state, so they can share it.
    private volatile @Nullable ServerState usual;

    private record Others(InstanceType type, ServerState state) {}

    void add(InstanceProfile profile, ServerState state) {
        added.putIfAbsent(profile.id(), new Server(profile, state));
    }

    void others(InstanceType type, ServerState state) {
        others = new Others(type, state);
    }

    void remove(InstanceId id) {
        added.remove(id);
    }

    @Nullable Instance find(InstanceId id) {
        Server server = added.get(id);
        Others like = others;
        if (server != null || like == null) {
            return server == null ? null : server.instance();
        }
        return new Server(plain(id, like.type), stateOf(id, like)).instance();
    }

    @Nullable ServerState stateOf(InstanceId id) {
        Server server = added.get(id);
        Others like = others;
        if (server != null) {
            return server.state();
        }
        return like == null ? null : stateOf(id, like);
    }

    void change(InstanceId id, UnaryOperator<ServerState> change) {
        Server known = added.computeIfPresent(id, (i, server) -> changed(server, change));
        Others like = others;
        if (known == null && like != null) {
            synchronized (changed) {
                // Out and in again, because the latest are remembered.
                ServerState before = changed.remove(id);
                changed.put(id, shared(change.apply(before == null ? like.state : before)));
            }
        }
    }

    static InstanceProfile plain(InstanceId id, InstanceType type) {
        return new InstanceProfile(id, id.value(), type, List.of(), List.of());
    }

    private Server changed(Server server, UnaryOperator<ServerState> change) {
        return new Server(server.profile(), shared(change.apply(server.state())));
    }

    private ServerState stateOf(InstanceId id, Others like) {
        synchronized (changed) {
            return changed.getOrDefault(id, like.state);
        }
    }

    private ServerState shared(ServerState state) {
        ServerState last = usual;
        if (last != null && last.equals(state)) {
            return last;
        }
        usual = state;
        return state;
    }
}
