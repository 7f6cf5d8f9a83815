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
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The in-memory executor keeps the contract:")
class AgentExecutorTest extends AgentExecutorContract {
    private static final AgentBehavior GOOD = AgentBehavior.succeedAfter(Duration.ofSeconds(2), Duration.ofSeconds(3));

    @RegisterExtension
    static final UncaughtFailureRecorder UNCAUGHT = UncaughtFailureRecorder.ofUnplanned(PortException.class);

    private final Map<InvocationId, List<AgentVersion>> touches = new ConcurrentHashMap<>();
    private AgentTransport transport;
    private InMemoryAgentExecutor executor;

    @Override
    protected AgentExecutor executor(ExecutorSetup setup) {
        return executorWithRoom(setup, Integer.MAX_VALUE).orElseThrow();
    }

    @Override
    protected Optional<AgentExecutor> executorWithRoom(ExecutorSetup setup, int room) {
        InMemoryFleet fleet = new InMemoryFleet();
        setup.servers().forEach(server -> fleet.add(setup.project(), server, GOOD));
        transport = new ObservedTransport(fleet.transport(setup.clock()), this::touched);
        executor = new InMemoryAgentExecutor(transport, setup.clock(), room).reportingTo(setup.reports());
        return Optional.of(executor);
    }

    @Override
    protected Optional<AgentExecutor> executorOfNextProcess(ExecutorSetup setup) {
        executor = new InMemoryAgentExecutor(transport, setup.clock(), Integer.MAX_VALUE).reportingTo(setup.reports());
        return Optional.of(executor);
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
