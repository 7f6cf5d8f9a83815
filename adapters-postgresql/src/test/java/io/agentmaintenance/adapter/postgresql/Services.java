package io.agentmaintenance.adapter.postgresql;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.Instances;
import io.agentmaintenance.tck.Invocations;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Services over a store, for tests: every server is known and has no agent yet. */
final class Services {
    private Services() {}

    /** {@return a builder that has everything but an executor} */
    static AgentMaintenance.Builder builder(InvocationRepository repository, Clock clock) {
        AgentVersions versions =
                AgentVersions.of(List.of(new OfferedVersion(Invocations.TARGET, VersionType.BASIC_VERSION)));
        return AgentMaintenance.builder()
                .repository(repository)
                .directory((project, wanted) -> wanted.stream()
                        .map(InstanceId::value)
                        .distinct()
                        .map(Instances::installable)
                        .collect(Collectors.toMap(instance -> instance.id(), Function.identity())))
                .catalog(project -> versions)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .clock(clock);
    }

    /** {@return an executor of which a test sees only what it starts} */
    static AgentExecutor executor(Function<List<Invocation>, Set<InvocationId>> start) {
        return new AgentExecutor() {
            @Override
            public Set<InvocationId> start(List<Invocation> invocations) {
                return start.apply(invocations);
            }

            @Override
            public Set<InvocationId> resume(List<Invocation> invocations) {
                return Set.of();
            }

            @Override
            public void cancel(List<Invocation> invocations) {
                // No work is running.
            }
        };
    }
}
