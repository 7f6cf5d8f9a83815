package io.agentmaintenance.benchmarks;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.Versions;
import io.agentmaintenance.domain.Worker;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fixed data of the benchmarks. */
final class Samples {
    static final ProjectId PROJECT = ProjectId.of("0123456789abcdef0123456789abcdef");
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final AgentVersion OLD = AgentVersion.of("2.7.4.1");
    static final AgentVersion NEW = AgentVersion.of("2.7.5.1");
    static final List<OfferedVersion> VERSIONS = List.of(
            new OfferedVersion(OLD, VersionType.BASIC_VERSION), new OfferedVersion(NEW, VersionType.BASIC_VERSION));
    static final Worker WORKER = new Worker("worker.4f2a", 1);
    static final AgentVersions OFFERED = AgentVersions.of(VERSIONS);

    private Samples() {}

    /** {@return the id of a server, 36 characters like those of the cloud} */
    static InstanceId server(long number) {
        return InstanceId.of(uuid(0xA, number));
    }

    static List<InstanceId> servers(int count) {
        List<InstanceId> servers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            servers.add(server(i));
        }
        return servers;
    }

    /** {@return the id of a task} */
    static InvocationId task(long number) {
        return InvocationId.of(uuid(0xB, number).toString());
    }

    static Instance instance(InstanceId id, UniAgentStatus uniAgent, AgentState agent) {
        return new Instance(InstanceProfile.ecs(id), uniAgent, agent);
    }

    /** {@return the type of a server: every fourth is bare metal, so that a filter by type excludes some} */
    static InstanceProfile profile(long number) {
        InstanceId id = server(number);
        InstanceType type = number % 4 == 0 ? InstanceType.BMS : InstanceType.ECS;
        return new InstanceProfile(id, id.value(), type, List.of("192.168.0.1"), List.of());
    }

    /** {@return an INSTALL, or an UPDATE from {@link #OLD}, as it is accepted} */
    static Invocation pending(InvocationId id, InstanceProfile server, InvocationType type, Instant at) {
        return pending(id, server, 1, type, at);
    }

    /** {@return the same, at a place in the chain of its server} */
    static Invocation pending(InvocationId id, InstanceProfile server, int ordinal, InvocationType type, Instant at) {
        return task(id, server, ordinal, type, at, Versions.from(before(type), NEW), Progress.accepted(at), 1);
    }

    static Invocation succeeded(Invocation pending) {
        Instant at = pending.createdAt();
        return pending.start(at, WORKER).after().succeed(at).after();
    }

    /** {@return a task that equals one that was accepted and has succeeded, created without the steps between} */
    static Invocation done(InvocationId id, InstanceProfile server, int ordinal, InvocationType type, Instant at) {
        Progress succeeded = new Progress(InvocationStatus.SUCCEEDED, at, WORKER, at, null, at, "Succeeded.", false);
        return task(id, server, ordinal, type, at, new Versions(before(type), NEW, NEW), succeeded, 3);
    }

    private static @Nullable AgentVersion before(InvocationType type) {
        return type == InvocationType.UPDATE ? OLD : null;
    }

    private static Invocation task(
            InvocationId id,
            InstanceProfile server,
            int ordinal,
            InvocationType type,
            Instant at,
            Versions versions,
            Progress progress,
            int revision) {
        Operation operation = type == InvocationType.UPDATE ? Operation.UPDATE : Operation.INSTALL;
        return new Invocation(
                id,
                PROJECT,
                server,
                ordinal,
                type,
                operation,
                Lineage.none(),
                Origin.CES,
                Actor.unknownCaller(),
                versions,
                at,
                progress,
                revision);
    }

    static Invocation failed(Invocation pending) {
        Instant at = pending.createdAt();
        return pending.start(at, WORKER)
                .after()
                .fail(at, "The download was interrupted.", null)
                .after();
    }

    static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the sample data is not complete");
        }
        return value;
    }

    private static String uuid(long kind, long number) {
        // Spread like random ids. The multiplier is odd, so all results are different.
        return new UUID(kind << 60 | 0x7000, number * 0x9E3779B97F4A7C15L).toString();
    }
}
