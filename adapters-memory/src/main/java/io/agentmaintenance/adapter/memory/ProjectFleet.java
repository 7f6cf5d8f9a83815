package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers of one project: the added ones and, if every id exists, all others. Of the others, those that changed last are
 * remembered. Thread-safe.
 */
final class ProjectFleet {
    private static final Comparator<InstanceId> ORDER = Comparator.comparing(InstanceId::value);

    private final int remembered;
    private final Map<InstanceId, Server> added = new HashMap<>();
    /** The ids of the added servers in their order, so that a page does not walk all of them. */
    private final NavigableSet<InstanceId> addedIds = new TreeSet<>(ORDER);

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
        InstanceId id = server.instance().id();
        if (added.putIfAbsent(id, server) == null) {
            addedIds.add(id);
            changedOthers.remove(id);
        }
    }

    /** Adds a server, or replaces the definition of the one with its id. A new one behaves like all others, if there are others. */
    synchronized void define(Instance instance) {
        InstanceId id = instance.id();
        Server changed = changedOthers.remove(id);
        Server known = added.getOrDefault(id, changed);
        AgentBehavior script = others == null ? AgentBehavior.neverPickedUp() : others.script();
        added.put(id, known == null ? Server.of(instance, script) : known.definedAs(instance));
        addedIds.add(id);
    }

    /** Sets the server that stands for all ids that were neither added nor changed. */
    synchronized void addOthers(Server server) {
        others = server;
    }

    synchronized void remove(InstanceId id) {
        added.remove(id);
        addedIds.remove(id);
    }

    /** {@return a page of the servers that were added or are remembered, in the order of their ids} */
    synchronized List<Instance> list(Inventory.Filter filter, @Nullable InstanceId after, int limit) {
        NavigableSet<InstanceId> ofAdded = after == null ? addedIds : addedIds.tailSet(after, false);
        Stream<Instance> fromAdded = ofAdded.stream()
                .map(added::get)
                .map(Server::instance)
                .filter(filter::matches)
                .limit(limit);
        Stream<Instance> fromOthers = changedOthers.values().stream()
                .map(Server::instance)
                .filter(filter::matches)
                .filter(instance -> after == null || ORDER.compare(instance.id(), after) > 0);
        return Stream.concat(fromAdded, fromOthers)
                .sorted(Comparator.comparing(Instance::id, ORDER))
                .limit(limit)
                .toList();
    }

    /** {@return how many servers that were added or are remembered have an agent of each version} */
    synchronized Map<AgentVersion, Long> countsByVersion() {
        Map<AgentVersion, Long> counts = new HashMap<>();
        for (Map<InstanceId, Server> servers : List.of(added, changedOthers)) {
            for (Server server : servers.values()) {
                AgentVersion version = server.instance().agent().version();
                if (version != null) {
                    counts.merge(version, 1L, Long::sum);
                }
            }
        }
        return counts;
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
