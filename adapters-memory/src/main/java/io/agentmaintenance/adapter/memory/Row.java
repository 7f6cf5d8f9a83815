package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Versions;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored invocation: while it is active the invocation itself, afterwards in little space, with numbers for times and
 * references to what many share. Guarded by the lock of its project; what leaves that lock is an immutable
 * {@link Invocation}.
 */
final class Row {
    private static final long NEVER = Long.MIN_VALUE;

    final long high;
    final long low;
    final @Nullable InvocationId text;
    final InvocationType type;

    /** Its place in the log: the order in which invocations were stored. */
    long place;

    /** The next older and the next newer task of the same instance. */
    @Nullable Row older;

    @Nullable Row newer;

    /** The task while it is active; what is said below about progress counts only afterwards. */
    @Nullable ActiveTask active;

    /** The hash of the id of its instance, kept because the packed id can not keep it itself. */
    final int instanceHash;

    private final Object server;
    private final Operation operation;
    private final @Nullable Origin origin;
    private final @Nullable AgentVersion previous;
    private final AgentVersion target;
    private final long createdAt;
    private @Nullable AgentVersion current;
    private Lineage lineage;
    private InvocationStatus status;
    private long startedAt;
    private long endedAt;
    private long updatedAt;
    private String message;
    private boolean late;
    private int revision;

    Row(Invocation invocation, PackedId id) {
        high = id.high();
        low = id.low();
        text = id.text();
        type = invocation.type();
        server = PackedServer.of(invocation.instance());
        instanceHash = invocation.instanceId().hashCode();
        operation = invocation.operation();
        origin = invocation.origin();
        previous = invocation.versions().previous();
        target = invocation.versions().target();
        createdAt = invocation.createdAt().toEpochMilli();
        lineage = invocation.lineage();
        status = invocation.status();
        message = invocation.progress().message();
        if (!status.isActive()) {
            pack(invocation);
        }
    }

    /** Takes over everything that has changed, or can change still, of a finished task. */
    void pack(Invocation invocation) {
        Progress progress = invocation.progress();
        current = invocation.versions().current();
        lineage = invocation.lineage();
        status = progress.status();
        startedAt = millis(progress.startedAt());
        endedAt = millis(progress.endedAt());
        updatedAt = progress.updatedAt().toEpochMilli();
        message = progress.message();
        late = progress.late();
        revision = invocation.revision();
    }

    Invocation read(ProjectId project) {
        if (active != null) {
            return active.invocation;
        }
        return new Invocation(
                id(),
                project,
                PackedServer.unpack(server),
                type,
                operation,
                lineage,
                origin,
                new Versions(previous, current, target),
                Instant.ofEpochMilli(createdAt),
                new Progress(
                        status, instant(startedAt), instant(endedAt), Instant.ofEpochMilli(updatedAt), message, late),
                revision);
    }

    private InvocationId id() {
        return text == null ? InvocationId.of(new UUID(high, low)) : text;
    }

    boolean has(PackedId id) {
        return high == id.high() && low == id.low() && (text == null ? id.text() == null : text.equals(id.text()));
    }

    boolean isOn(InstanceId instance) {
        return PackedServer.is(server, instance);
    }

    InvocationStatus status() {
        return active == null ? status : active.invocation.status();
    }

    int revision() {
        return active == null ? revision : active.invocation.revision();
    }

    /** {@return the number, 0 to 7, of its kind of request and server} */
    int kind() {
        return kind(type, PackedServer.typeOf(server));
    }

    static int kind(InvocationType type, InstanceType instanceType) {
        int request = switch (type) {
            case INSTALL -> 0;
            case UPDATE -> 2;
            case ROLLBACK -> 4;
            case RETRY -> 6;
        };
        return instanceType == InstanceType.ECS ? request : request + 1;
    }

    private static long millis(@Nullable Instant time) {
        return time == null ? NEVER : time.toEpochMilli();
    }

    private static @Nullable Instant instant(long millis) {
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }
}
