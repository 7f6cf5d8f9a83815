package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A fleet in memory: a directory of servers that behave as they are told. Everything can be changed at any time.
 * Thread-safe.
 */
public final class InMemoryFleet implements InstanceDirectory {
    private final Map<ProjectId, ProjectFleet> projects = new ConcurrentHashMap<>();

    private volatile Consumer<List<Invocation>> watcher = work -> {};

    /** Makes a fleet without servers. */
    public InMemoryFleet() {}

    /**
     * Adds a server, unless the project has one of this id.
     *
     * @param project the project
     * @param instance the server, as the directory will tell it
     * @param behavior what happens when work reaches it
     */
    public void add(ProjectId project, Instance instance, AgentBehavior behavior) {
        fleet(project).add(instance.profile(), new ServerState(instance.uniAgent(), instance.agent(), behavior, 0));
    }

    /**
     * Adds a range of servers that are named like their ids, without addresses, unless the project has one of an id.
     *
     * @param project the project
     * @param pattern the ids
     * @param type the kind of servers
     * @param uniAgent the state of their UniAgents
     * @param agent the state of their agents
     * @param behavior what happens when work reaches one
     */
    public void addAll(
            ProjectId project,
            InstancePattern pattern,
            InstanceType type,
            UniAgentStatus uniAgent,
            AgentState agent,
            AgentBehavior behavior) {
        ProjectFleet fleet = fleet(project);
        ServerState state = new ServerState(uniAgent, agent, behavior, 0);
        pattern.ids().forEach(id -> fleet.add(ProjectFleet.plain(id, type), state));
    }

    /**
     * Makes the project know every id: one that was not added is a server like this. What work changes on such servers is
     * remembered for the 10,000 of them that it changed last.
     *
     * @param project the project
     * @param type the kind of servers
     * @param uniAgent the state of their UniAgents
     * @param agent the state of their agents
     * @param behavior what happens when work reaches one
     */
    public void addAnyOther(
            ProjectId project, InstanceType type, UniAgentStatus uniAgent, AgentState agent, AgentBehavior behavior) {
        fleet(project).others(type, new ServerState(uniAgent, agent, behavior, 0));
    }

    /**
     * Removes a server; tasks on it go on.
     *
     * @param project the project
     * @param instance its id
     */
    public void remove(ProjectId project, InstanceId instance) {
        fleet(project).remove(instance);
    }

    /**
     * Changes the state of a server's UniAgent. Does nothing if there is no such server.
     *
     * @param project the project
     * @param instance its id
     * @param uniAgent the state
     */
    public void set(ProjectId project, InstanceId instance, UniAgentStatus uniAgent) {
        change(project, instance, server -> server.with(uniAgent));
    }

    /**
     * Changes the state of a server's agent. Does nothing if there is no such server.
     *
     * @param project the project
     * @param instance its id
     * @param agent the state
     */
    public void set(ProjectId project, InstanceId instance, AgentState agent) {
        change(project, instance, server -> server.with(agent));
    }

    /**
     * Changes what happens when work reaches a server from now on. Does nothing if there is no such server.
     *
     * @param project the project
     * @param instance its id
     * @param behavior what happens
     */
    public void set(ProjectId project, InstanceId instance, AgentBehavior behavior) {
        change(project, instance, server -> server.with(behavior));
    }

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
        ProjectFleet fleet = projects.get(project);
        return fleet == null ? Map.of() : fleet.find(instances);
    }

    /** {@return what happens when work reaches the server of each invocation; it is never picked up where there is none} */
    List<AgentBehavior> behaviorsOf(List<Invocation> work) {
        List<AgentBehavior> behaviors = new ArrayList<>(work.size());
        eachProject(work, (fleet, ofIt) -> behaviors.addAll(fleet.behaviorsOf(ofIt)));
        return behaviors;
    }

    /** Leaves the traces of work that was done. */
    void worked(List<Invocation> work) {
        watcher.accept(work);
        eachProject(work, ProjectFleet::worked);
    }

    /** Gives work to the fleets of its projects, in its order. */
    private void eachProject(List<Invocation> work, BiConsumer<ProjectFleet, List<Invocation>> to) {
        int next;
        for (int first = 0; first < work.size(); first = next) {
            ProjectId project = work.get(first).project();
            next = first + 1;
            while (next < work.size() && work.get(next).project().equals(project)) {
                next++;
            }
            to.accept(fleet(project), next - first == work.size() ? work : work.subList(first, next));
        }
    }

    /** Shows to somebody from now on what touches a server. */
    void showingWorkTo(Consumer<Invocation> to) {
        watcher = work -> work.forEach(to);
    }

    /** Leaves the traces of work that failed. */
    void failed(Invocation invocation) {
        change(invocation.project(), invocation.instanceId(), ServerState::failed);
    }

    private void change(ProjectId project, InstanceId instance, UnaryOperator<ServerState> change) {
        fleet(project).change(instance, change);
    }

    private ProjectFleet fleet(ProjectId project) {
        ProjectFleet known = projects.get(project);
        return known == null ? projects.computeIfAbsent(project, p -> new ProjectFleet()) : known;
    }
}
