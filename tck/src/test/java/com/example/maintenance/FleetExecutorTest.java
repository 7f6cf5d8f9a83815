package com.example.maintenance;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.AgentExecutorContract;
import io.agentmaintenance.tck.ExecutorSetup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class FleetExecutorTest extends AgentExecutorContract {
    private final Map<InvocationId, List<AgentVersion>> seen = new ConcurrentHashMap<>();
    private FleetExecutor executor;

    @Override
    protected AgentExecutor executor(ExecutorSetup setup) {
        executor = new FleetExecutor(
                setup.reports(),
                task -> seen.computeIfAbsent(task.id(), id -> new ArrayList<>())
                        .add(task.versions().target()));
        return executor;
    }

    @Override
    protected void carryOutDue() {
        executor.carryOut();
    }

    @Override
    protected List<AgentVersion> touches(Invocation invocation) {
        return seen.getOrDefault(invocation.id(), List.of());
    }
}
