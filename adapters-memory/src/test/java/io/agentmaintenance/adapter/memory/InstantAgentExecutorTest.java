package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.AgentExecutorContract;
import io.agentmaintenance.tck.ExecutorSetup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The in-memory executor with work that takes no time keeps the contract:")
class InstantAgentExecutorTest extends AgentExecutorContract {
    private static final AgentBehavior INSTANT = AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO);

    private final Map<InvocationId, List<AgentVersion>> touches = new ConcurrentHashMap<>();
    private InMemoryAgentExecutor executor;

    @Override
    protected AgentExecutor executor(ExecutorSetup workplace) {
        InMemoryFleet fleet = new InMemoryFleet();
        workplace.servers().forEach(server -> fleet.add(workplace.project(), server, INSTANT));
        AgentTransport transport = new ObservedTransport(fleet.transport(workplace.clock()), this::touched);
        executor = new InMemoryAgentExecutor(transport, workplace.clock(), Integer.MAX_VALUE)
                .reportingTo(workplace.reports());
        return executor;
    }

    @Override
    protected void carryOutDue() {
        executor.runDue();
    }

    @Override
    protected List<AgentVersion> touches(Invocation invocation) {
        return touches.getOrDefault(invocation.id(), List.of());
    }

    private void touched(Invocation invocation) {
        touches.computeIfAbsent(invocation.id(), id -> new CopyOnWriteArrayList<>())
                .add(invocation.versions().target());
    }
}
