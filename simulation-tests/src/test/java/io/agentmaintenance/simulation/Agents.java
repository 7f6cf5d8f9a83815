package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.tck.Instances;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The servers, which outlive every crash. */
final class Agents implements InstanceDirectory {
    static final int COUNT = 6;

    private final Map<InstanceId, Instance> servers = new LinkedHashMap<>();
    private final Faults faults;

    Agents(Faults faults) {
        this.faults = faults;
        for (int i = 0; i < COUNT; i++) {
            Instance server = i % 2 == 0 ? Instances.installable("web-" + i) : Instances.running("web-" + i, "1.0");
            servers.put(server.id(), server);
        }
    }

    List<InstanceId> ids() {
        return List.copyOf(servers.keySet());
    }

    @Override
    public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
        return faults.around(() -> {
            Map<InstanceId, Instance> found = new LinkedHashMap<>();
            for (InstanceId id : instances) {
                if (servers.containsKey(id)) {
                    found.put(id, servers.get(id));
                }
            }
            return found;
        });
    }

    /** Work has brought the agent to its target. */
    void worked(Invocation task) {
        servers.computeIfPresent(
                task.instanceId(),
                (id, server) -> new Instance(
                        server.profile(),
                        server.uniAgent(),
                        AgentState.running(task.versions().target())));
    }
}
