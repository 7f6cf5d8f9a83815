package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.PortException;
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
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The in-memory executor with work that takes no time keeps the contract:")
class InstantAgentExecutorTest extends AgentExecutorContract {
    private static final AgentBehavior INSTANT = AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO);

    @RegisterExtension
    static final UncaughtFailureRecorder UNCAUGHT = UncaughtFailureRecorder.ofUnplanned(PortException.class);

    private final Map<InvocationId, List<AgentVersion>> touches = new ConcurrentHashMap<>();
    private InMemoryAgentExecutor executor;

    @Override
    protected AgentExecutor executor(ExecutorSetup setup) {
        InMemoryFleet fleet = new InMemoryFleet();
        setup.servers().forEach(server -> fleet.add(setup.project(), server, INSTANT));
        AgentTransport transport = new ObservedTransport(fleet.transport(setup.clock()), this::touched);
        executor = new InMemoryAgentExecutor(transport, setup.clock(), Integer.MAX_VALUE).reportingTo(setup.reports());
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
