package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one project: the added ones and, if every id exists, all others. Of the others, those that changed last are
 * remembered. Thread-safe.
 */
final class ProjectFleet {
    private final int remembered;
    private final Map<InstanceId, Server> added = new HashMap<>();
    private final Map<InstanceId, Server> changedOthers = new LinkedHashMap<>();
    private @Nullable Server others;

    /**
     * Creates a project without servers.
     *
     * @param remembered how many servers are remembered that were not added, at least 1
     */
    ProjectFleet(int remembered) {
        this.remembered = remembered;
    }

    /** Adds a server, unless there is one of its id. */
    synchronized void add(Server server) {
        added.putIfAbsent(server.instance().id(), server);
    }

    /** Sets the server that stands for all ids that were neither added nor changed. */
    synchronized void addOthers(Server server) {
        others = server;
    }

    synchronized void remove(InstanceId id) {
        added.remove(id);
    }

    synchronized Map<InstanceId, Instance> find(Collection<InstanceId> ids) {
        Map<InstanceId, Instance> found = new HashMap<>();
        for (InstanceId id : ids) {
            Server server = server(id);
            if (server != null) {
                found.put(id, server.instance());
            }
        }
        return found;
    }

    /** {@return the server of this id, or null if there is none} */
    synchronized @Nullable Server server(InstanceId id) {
        Server known = added.getOrDefault(id, changedOthers.get(id));
        return known != null || others == null ? known : others.named(id);
    }

    /** Changes a server. Does nothing if there is none of this id. */
    synchronized void change(InstanceId id, UnaryOperator<Server> change) {
        Server before = server(id);
        if (before == null) {
            return;
        }
        Server after = change.apply(before);
        if (added.replace(id, after) == null) {
            putLast(changedOthers, id, after, remembered);
        }
    }

    /** {@return how many servers are remembered at least} */
    synchronized int remembered() {
        return Math.max(remembered, added.size());
    }

    /** Puts an entry at the end of a map that keeps the order of insertion, and removes the oldest entry beyond a bound. */
    static <V> void putLast(Map<InstanceId, V> map, InstanceId id, V value, int bound) {
        map.remove(id);
        map.put(id, value);
        if (map.size() > bound) {
            map.remove(map.keySet().iterator().next());
        }
    }
}
