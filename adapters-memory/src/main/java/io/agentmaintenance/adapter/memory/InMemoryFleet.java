package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A fleet in memory: an inventory of servers on which work goes as scripted, and the {@link AgentTransport} to them. Everything can be changed
 * at any time. Thread-safe.
 *
 * <p>As an inventory it always knows the agents of its own servers. It lists and counts those that were added or defined and, in a project
 * where every id exists, those others that are remembered. A server that is defined behaves like the others of such a project; else work on
 * it is never picked up until its behaviour is set.
 */
public final class InMemoryFleet implements Inventory {
    /** The default number of remembered servers, see {@link #InMemoryFleet(int)}. */
    public static final int REMEMBERED = 10_000;

    private final int remembered;
    private final Map<ProjectId, Project> projects = new ConcurrentHashMap<>();
    /** One for each clock, so that all transports measure alike. */
    private final Map<Clock, ElapsedTime> times = new ConcurrentHashMap<>();

    private record Project(ProjectFleet fleet, ProjectRuns runs) {}

    /** Creates a fleet without servers that remembers {@link #REMEMBERED} servers. */
    public InMemoryFleet() {
        this(REMEMBERED);
    }

    /**
     * Creates a fleet without servers.
     *
     * @param remembered how many servers that were not added by their ids are remembered in each project, at least 1: of those beyond, the
     *     ones that changed longest ago become again what {@link #addAnyOther} says; servers that were added are always remembered
     * @throws IllegalArgumentException if the number is less than 1
     */
    public InMemoryFleet(int remembered) {
        if (remembered < 1) {
            throw new IllegalArgumentException("remembered must be at least 1, but is " + remembered);
        }
        this.remembered = remembered;
    }

    /**
     * Adds a server, unless the project has one of this id.
     *
     * @param project the project
     * @param instance the server, as the directory returns it
     * @param behavior how it behaves when it gets work
     */
    public void add(ProjectId project, Instance instance, AgentBehavior behavior) {
        project(project).fleet().add(Server.of(instance, behavior));
    }

    /**
     * Adds a range of servers, unless the project has one of an id.
     *
     * @param project the project
     * @param pattern their ids, names and addresses
     * @param type the kind of servers
     * @param uniAgent the state of their UniAgents
     * @param agent the state of their agents
     * @param behavior how each behaves when it gets work
     */
    public void addAll(
            ProjectId project,
            InstancePattern pattern,
            InstanceType type,
            UniAgentStatus uniAgent,
            AgentState agent,
            AgentBehavior behavior) {
        ProjectFleet fleet = project(project).fleet();
        pattern.profiles(type)
                .forEach(profile -> fleet.add(Server.of(new Instance(profile, uniAgent, agent), behavior)));
    }

    /**
     * Makes the project know every id: one that was not added is a server like this. How many of them are remembered once they have
     * changed is a setting of the fleet, see {@link #InMemoryFleet(int)}.
     *
     * @param project the project
     * @param type the kind of servers
     * @param uniAgent the state of their UniAgents
     * @param agent the state of their agents
     * @param behavior how each behaves when it gets work
     */
    public void addAnyOther(
            ProjectId project, InstanceType type, UniAgentStatus uniAgent, AgentState agent, AgentBehavior behavior) {
        project(project).fleet().addOthers(server(InstanceId.of("any"), type, uniAgent, agent, behavior));
    }

    /**
     * Removes a server. Running work on it continues.
     *
     * @param project the project
     * @param instance its id
     */
    public void remove(ProjectId project, InstanceId instance) {
        project(project).fleet().remove(instance);
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
     * Changes how a server behaves when it gets work. Does nothing if there is no such server.
     *
     * @param project the project
     * @param instance its id
     * @param behavior the new behaviour
     */
    public void set(ProjectId project, InstanceId instance, AgentBehavior behavior) {
        change(project, instance, server -> server.with(behavior));
    }

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
        Project known = projects.get(project);
        return known == null ? Map.of() : known.fleet().find(instances);
    }

    @Override
    public void define(ProjectId project, Collection<Instance> instances) {
        instances.forEach(project(project).fleet()::define);
    }

    @Override
    public void observe(ProjectId project, Map<InstanceId, AgentState> states) {
        states.forEach((instance, agent) -> set(project, instance, agent));
    }

    @Override
    public List<Instance> list(ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
        Project known = projects.get(project);
        return known == null ? List.of() : known.fleet().list(filter, after, limit);
    }

    @Override
    public Map<AgentVersion, Long> countsByVersion(ProjectId project) {
        Project known = projects.get(project);
        return known == null ? Map.of() : known.fleet().countsByVersion();
    }

    /**
     * {@return a transport to the servers of this fleet, on which work goes as they are scripted; all transports of a fleet reach the same
     * servers}
     *
     * @param clock the time by which work on the servers goes on; a step ahead is time that passes, a step back is none
     */
    public AgentTransport transport(Clock clock) {
        return transport(clock, time(clock));
    }

    /**
     * {@return the same, where work on the servers goes on by the time that passes, however the clock is set}
     *
     * @param clock the time at which invocations are accepted
     * @param time the time that passes; the same for all transports of a fleet
     */
    public AgentTransport transport(Clock clock, ElapsedTime time) {
        return new ScriptedTransport(project -> project(project).runs(), clock, time);
    }

    /**
     * {@return a transport for several processes that share a store and define the same fleet} How far work has come follows from the times that
     * are stored with its invocation, so it goes on while no process runs. It changes no agent of the fleet: the executor records the agents
     * that it sees in the inventory of the store. Nothing is left of stopped work, so the store must know that it was stopped. For
     * {@link AgentBehavior#failTimes}, all earlier invocations of a server count as failures.
     *
     * @param clock the clock by which the times are stored
     */
    public AgentTransport transportByStoredTimes(Clock clock) {
        return new StoredTimesTransport(project -> project(project).fleet(), clock);
    }

    /** {@return the time that passes by a clock, the same for all who ask} */
    ElapsedTime time(Clock clock) {
        return times.computeIfAbsent(clock, c -> ElapsedTime.by(c, AgentBehavior.LONGEST));
    }

    private void change(ProjectId project, InstanceId instance, UnaryOperator<Server> change) {
        project(project).fleet().change(instance, change);
    }

    private Project project(ProjectId project) {
        return projects.computeIfAbsent(project, p -> {
            ProjectFleet fleet = new ProjectFleet(remembered);
            return new Project(fleet, new ProjectRuns(fleet));
        });
    }

    private static Server server(
            InstanceId id, InstanceType type, UniAgentStatus uniAgent, AgentState agent, AgentBehavior behavior) {
        InstanceProfile profile = new InstanceProfile(id, id.value(), type, List.of(), List.of());
        return Server.of(new Instance(profile, uniAgent, agent), behavior);
    }
}
