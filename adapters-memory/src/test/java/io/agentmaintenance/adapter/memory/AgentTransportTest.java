package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.AgentTransportContract;
import io.agentmaintenance.tck.Invocations;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The transport of the in-memory fleet keeps the contract:")
class AgentTransportTest extends AgentTransportContract {
    private static final AgentBehavior GOOD = AgentBehavior.succeedAfter(Duration.ofSeconds(2), Duration.ofSeconds(3));

    private final Map<InvocationId, List<AgentVersion>> touches = new ConcurrentHashMap<>();
    private final InMemoryFleet fleet = new InMemoryFleet();
    private Clock clock;

    @Override
    protected AgentTransport transport(List<Instance> servers, Clock ofTheContract) {
        servers.forEach(server -> fleet.add(Invocations.PROJECT, server, GOOD));
        clock = ofTheContract;
        return transportOfAnotherProcess();
    }

    @Override
    protected AgentTransport transportOfAnotherProcess() {
        return new ObservedTransport(
                fleet.transport(clock),
                invocation -> touches.computeIfAbsent(invocation.id(), id -> new CopyOnWriteArrayList<>())
                        .add(invocation.versions().target()));
    }

    @Override
    protected List<AgentVersion> touches(Invocation invocation) {
        return touches.getOrDefault(invocation.id(), List.of());
    }

    @Override
    protected boolean makeWorkFail(Invocation invocation) {
        fleet.set(
                invocation.project(),
                invocation.instanceId(),
                AgentBehavior.failAfter(Duration.ofSeconds(1), Duration.ofSeconds(1), "No space left."));
        return true;
    }
}
