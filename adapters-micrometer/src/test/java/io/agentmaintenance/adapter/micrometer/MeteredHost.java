package io.agentmaintenance.adapter.micrometer;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import io.agentmaintenance.tck.Invocations;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A host with everything in memory and a clock that a test moves. */
final class MeteredHost {
    static final ProjectId PROJECT = ProjectId.of("demo");
    static final AgentVersion OLD = AgentVersion.of("2.7.4.1");
    static final AgentVersion NEW = AgentVersion.of("2.7.5.1");

    final SettableClock clock = SettableClock.at(Invocations.NOON);
    final InMemoryInvocationRepository repository = InMemoryInvocationRepository.withDefaults();
    final InMemoryFleet fleet = new InMemoryFleet();
    final InMemoryAgentExecutor executor;
    final AgentMaintenance core;

    MeteredHost(int room, InvocationListener listener) {
        executor = new InMemoryAgentExecutor(fleet, clock, room);
        core = AgentMaintenance.builder()
                .repository(repository)
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(List.of(
                        new OfferedVersion(OLD, VersionType.BASIC_VERSION),
                        new OfferedVersion(NEW, VersionType.BASIC_VERSION))))
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .listener(listener)
                .clock(clock)
                .build();
    }

    void server(String id, AgentState agent, AgentBehavior behavior) {
        fleet.add(
                PROJECT, new Instance(InstanceProfile.ecs(InstanceId.of(id)), UniAgentStatus.RUNNING, agent), behavior);
    }

    BatchResult install(String... servers) {
        return core.requests().create(new InvocationRequest.Install(PROJECT, ids(servers), VersionWish.any(), null));
    }

    BatchResult update(String... servers) {
        return core.requests().create(new InvocationRequest.Update(PROJECT, ids(servers), VersionWish.any(), null));
    }

    BatchResult rollback(Invocation update) {
        return core.requests().create(new InvocationRequest.Rollback(PROJECT, List.of(update.id()), null));
    }

    BatchResult retry(Invocation failed) {
        return core.requests().create(new InvocationRequest.Retry(PROJECT, List.of(failed.id()), null));
    }

    void cancel(Invocation task) {
        core.cancellation().cancel(PROJECT, List.of(task.id()));
    }

    /** Lets time pass, then does the work that is due, then ends what is overdue. */
    void pass(Duration time) {
        clock.advance(time);
        executor.runDue();
        core.supervision().expireOverdue();
    }

    Invocation now(Invocation task) {
        InvocationId id = task.id();
        return repository.findAll(PROJECT, List.of(id)).get(id);
    }

    private static List<InstanceId> ids(String... servers) {
        return Stream.of(servers).map(InstanceId::of).toList();
    }
}
