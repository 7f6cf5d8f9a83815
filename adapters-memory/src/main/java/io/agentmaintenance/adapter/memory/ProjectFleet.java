package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The servers of one project: those that were added, and those that are made up when asked for. Thread-safe. */
final class ProjectFleet {
    private static final int REMEMBERED = 100_000;

    private final Map<InstanceId, Server> added = new ConcurrentHashMap<>();
    // The latest made-up servers that work has changed; guarded by itself.
    private final Map<InstanceId, Server> changed = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InstanceId, Server> eldest) {
            return size() > REMEMBERED;
        }
    };
    private volatile @Nullable Function<InstanceId, Server> others;

    void add(Server server) {
        added.putIfAbsent(server.instance().id(), server);
    }

    void others(Function<InstanceId, Server> like) {
        others = like;
    }

    void remove(InstanceId id) {
        added.remove(id);
    }

    @Nullable Server find(InstanceId id) {
        Server server = added.get(id);
        Function<InstanceId, Server> like = others;
        if (server != null || like == null) {
            return server;
        }
        synchronized (changed) {
            server = changed.get(id);
        }
        return server == null ? like.apply(id) : server;
    }

    void change(InstanceId id, UnaryOperator<Server> change) {
        Server known = added.computeIfPresent(id, (i, server) -> change.apply(server));
        Function<InstanceId, Server> like = others;
        if (known == null && like != null) {
            synchronized (changed) {
                Server before = changed.remove(id);
                changed.put(id, change.apply(before == null ? like.apply(id) : before));
            }
        }
    }
}
