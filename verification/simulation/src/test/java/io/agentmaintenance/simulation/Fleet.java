package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The servers of two projects, and the offered versions of the agent. Both projects use the same server ids. */
final class Fleet implements InstanceDirectory {
    static final List<ProjectId> PROJECTS = List.of(ProjectId.of("p1"), ProjectId.of("p2"));
    static final List<InstanceId> SERVERS = List.of(InstanceId.of("a"), InstanceId.of("b"), InstanceId.of("c"));

    private static final List<AgentVersion> VERSIONS =
            List.of(AgentVersion.of("2.4.1"), AgentVersion.of("2.5.6"), AgentVersion.of("2.7.2"));

    private final Map<ProjectId, Map<InstanceId, Instance>> projects = new LinkedHashMap<>();

    private AgentVersions offered = offering(VERSIONS);

    Fleet(RandomSource random) {
        for (ProjectId project : PROJECTS) {
            Map<InstanceId, Instance> servers = new LinkedHashMap<>();
            SERVERS.forEach(id -> servers.put(id, server(id, UniAgentStatus.RUNNING, usualState(random))));
            projects.put(project, servers);
        }
    }

    AgentVersions offered() {
        return offered;
    }

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
        Map<InstanceId, Instance> found = new LinkedHashMap<>();
        for (InstanceId id : instances) {
            Instance instance = projects.get(project).get(id);
            if (instance != null) {
                found.put(id, instance);
            }
        }
        return found;
    }

    /** The agent of a server as it is. */
    AgentState agent(ProjectId project, InstanceId id) {
        return Objects.requireNonNull(projects.get(project).get(id)).agent();
    }

    /** Changes the server as the work of a task does. */
    void applyWork(Invocation task) {
        projects.get(task.project()).computeIfPresent(task.instanceId(), (id, server) -> {
            boolean stopped =
                    task.operation() != Operation.INSTALL && server.agent().status() == AgentStatus.STOPPED;
            AgentVersion version = task.versions().target();
            return new Instance(
                    server.profile(),
                    server.uniAgent(),
                    stopped ? new AgentState(AgentStatus.STOPPED, version) : AgentState.running(version));
        });
    }

    /** Changes a server or the offered versions at random. */
    void change(RandomSource random) {
        if (random.chance(0.1)) {
            offered = offering(random.chance(0.5) ? VERSIONS : List.of(random.oneOf(VERSIONS)));
            return;
        }
        InstanceId id = random.oneOf(SERVERS);
        UniAgentStatus uniAgent =
                random.chance(0.8) ? UniAgentStatus.RUNNING : random.oneOf(List.of(UniAgentStatus.values()));
        AgentState agent = random.chance(0.7) ? usualState(random) : unusualState(random);
        projects.get(random.oneOf(PROJECTS)).put(id, server(id, uniAgent, agent));
    }

    private static AgentVersions offering(List<AgentVersion> versions) {
        return AgentVersions.of(versions.stream()
                .map(version -> new OfferedVersion(version, VersionType.BASIC_VERSION))
                .toList());
    }

    private static AgentState usualState(RandomSource random) {
        return random.chance(0.5) ? AgentState.notInstalled() : AgentState.running(VERSIONS.get(random.between(0, 1)));
    }

    private static AgentState unusualState(RandomSource random) {
        AgentStatus status = random.oneOf(AgentStatus.STOPPED, AgentStatus.FAULT, AgentStatus.UNKNOWN);
        return new AgentState(status, random.oneOf(VERSIONS));
    }

    private static Instance server(InstanceId id, UniAgentStatus uniAgent, AgentState agent) {
        return new Instance(InstanceProfile.ecs(id), uniAgent, agent);
    }
}
