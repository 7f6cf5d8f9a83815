package io.agentmaintenance.adapter.dbscheduler;

import static io.agentmaintenance.tck.Invocations.PROJECT;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Servers, the transport to them, and a core on each node. */
final class World {
    final InvocationRepository repository;
    private final Clock clock;
    final InMemoryFleet fleet = new InMemoryFleet();
    final HookedTransport transport;

    World(InvocationRepository repository, Clock clock, AgentBehavior behavior) {
        this.repository = repository;
        this.clock = clock;
        this.transport = new HookedTransport(fleet.transport(clock));
        behave(behavior);
    }

    void behave(AgentBehavior behavior) {
        fleet.addAnyOther(PROJECT, InstanceType.ECS, UniAgentStatus.RUNNING, AgentState.notInstalled(), behavior);
    }

    AgentMaintenance core(Function<ReportExecutionUseCase, AgentExecutor> executor) {
        return core(repository, executor);
    }

    AgentMaintenance core(InvocationRepository ofNode, Function<ReportExecutionUseCase, AgentExecutor> executor) {
        AgentVersions versions =
                AgentVersions.of(List.of(new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION)));
        return AgentMaintenance.builder()
                .repository(ofNode)
                .directory(fleet)
                .catalog(project -> versions)
                .executor(executor)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .clock(clock)
                .build();
    }

    static List<Invocation> install(AgentMaintenance core, String prefix, int count) {
        List<InstanceId> servers = IntStream.range(0, count)
                .mapToObj(i -> InstanceId.of(prefix + "-" + i))
                .toList();
        return core.requests()
                .create(InvocationRequest.install(PROJECT, servers))
                .accepted();
    }

    Invocation now(Invocation invocation) {
        return repository
                .findAll(invocation.project(), List.of(invocation.id()))
                .get(invocation.id());
    }
}
