package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The servers of one project: those that were added, and those that are made up when asked for. Thread-safe. */
final class ProjectFleet {
    private final Map<InstanceId, Server> added = new ConcurrentHashMap<>();
    private final Effects effects = new Effects();
    private final MadeUpServers madeUp = new MadeUpServers();

    void add(InstanceProfile profile, ServerState state) {
        added.putIfAbsent(profile.id(), new Server(profile, state));
    }

    void others(InstanceType type, ServerState state) {
        madeUp.areLike(type, state);
    }

    void remove(InstanceId id) {
        added.remove(id);
    }

    Map<InstanceId, Instance> find(Collection<InstanceId> ids) {
        Found<InstanceId, Instance> found = new Found<>(ids.size());
        madeUp.find(besidesAdded(ids, id -> id, (id, server) -> found.add(id, server.instance())), found);
        return found;
    }

    /** {@return what happens when work reaches the server of each invocation; it is never picked up where there is none} */
    List<AgentBehavior> behaviorsOf(List<Invocation> work) {
        AgentBehavior common = added.isEmpty() ? madeUp.commonBehavior() : null;
        if (common != null) {
            return Collections.nCopies(work.size(), common); // As in most fleets that are made up.
        }
        List<AgentBehavior> behaviors = new ArrayList<>(work.size());
        for (Invocation task : work) {
            Server server = added.get(task.instanceId());
            behaviors.add(
                    server == null
                            ? madeUp.behaviorOf(task.instanceId())
                            : server.state().behavior());
        }
        return behaviors;
    }

    void change(InstanceId id, UnaryOperator<ServerState> change) {
        Server known = added.get(id);
        if (known == null) {
            madeUp.change(id, change);
        } else {
            known.change(change);
        }
    }

    /** Leaves the traces of work that was done. */
    void worked(Collection<Invocation> work) {
        Collection<Invocation> onOthers = besidesAdded(
                work, Invocation::instanceId, (task, server) -> server.change(before -> effects.of(before, task)));
        madeUp.worked(onOthers, effects);
    }

    static InstanceProfile plain(InstanceId id, InstanceType type) {
        return new InstanceProfile(id, id.value(), type, List.of(), List.of());
    }

    /** Does something with all that is of an added server, and returns the rest. */
    private <T> Collection<T> besidesAdded(
            Collection<T> all, Function<T, InstanceId> server, BiConsumer<T, Server> with) {
        if (added.isEmpty()) {
            return all; // As in a fleet that is made up. Benchmark: HttpCreateBenchmark.
        }
        List<T> rest = new ArrayList<>(0);
        for (T one : all) {
            Server known = added.get(server.apply(one));
            if (known == null) {
                rest.add(one);
            } else {
                with.accept(one, known);
            }
        }
        return rest;
    }
}
