package io.agentmaintenance.benchmarks;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.UniAgentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Servers in the state that a type of request needs. Every tenth has a silent UniAgent, so that it is refused.
 *
 * @param request a request for all of them
 * @param ports the ports that contain them
 */
record CreateFleet(InvocationRequest request, MapPorts ports) {
    static CreateFleet of(InvocationType type, int size) {
        MapPorts ports = new MapPorts();
        List<InstanceId> servers = Samples.servers(size);
        List<InvocationId> tasks = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            UniAgentStatus uniAgent = i % 10 == 9 ? UniAgentStatus.SILENT : UniAgentStatus.RUNNING;
            Instance instance = Samples.instance(servers.get(i), uniAgent, agent(type));
            tasks.add(Samples.task(i));
            ports.add(instance, earlier(type, tasks.get(i), instance.profile()), type == InvocationType.ROLLBACK);
        }
        return new CreateFleet(request(type, servers, tasks), ports);
    }

    /** {@return the core over these ports} */
    AgentMaintenance maintenance() {
        return AgentMaintenance.builder()
                .repository(ports)
                .directory(ports)
                .catalog(project -> Samples.OFFERED)
                .executor(ports)
                .ids(ports)
                .clock(Samples.CLOCK)
                .build();
    }

    private static AgentState agent(InvocationType type) {
        return switch (type) {
            case INSTALL, RETRY -> AgentState.notInstalled();
            case UPDATE -> AgentState.running(Samples.OLD);
            case ROLLBACK -> AgentState.running(Samples.NEW);
        };
    }

    private static @Nullable Invocation earlier(InvocationType type, InvocationId id, InstanceProfile server) {
        Instant at = Samples.NOW.minusSeconds(3600);
        return switch (type) {
            case INSTALL, UPDATE -> null;
            case ROLLBACK -> Samples.succeeded(Samples.pending(id, server, InvocationType.UPDATE, at));
            case RETRY -> Samples.failed(Samples.pending(id, server, InvocationType.INSTALL, at));
        };
    }

    private static InvocationRequest request(InvocationType type, List<InstanceId> servers, List<InvocationId> tasks) {
        return switch (type) {
            case INSTALL -> InvocationRequest.install(Samples.PROJECT, servers);
            case UPDATE -> InvocationRequest.update(Samples.PROJECT, servers);
            case ROLLBACK -> InvocationRequest.rollback(Samples.PROJECT, tasks);
            case RETRY -> InvocationRequest.retry(Samples.PROJECT, tasks);
        };
    }
}
