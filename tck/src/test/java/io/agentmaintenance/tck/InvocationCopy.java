package io.agentmaintenance.tck;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Progress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A builder of a copy of an invocation, in which some values differ. */
final class InvocationCopy {
    private final Invocation original;
    private InstanceProfile instance;
    private int ordinal;
    private Lineage lineage;
    private @Nullable Origin origin;
    private Actor requestedBy;
    private Instant createdAt;
    private Progress progress;
    private int revision;

    private InvocationCopy(Invocation original) {
        this.original = original;
        instance = original.instance();
        ordinal = original.ordinal();
        lineage = original.lineage();
        origin = original.origin();
        requestedBy = original.requestedBy();
        createdAt = original.createdAt();
        progress = original.progress();
        revision = original.revision();
    }

    static InvocationCopy copy(Invocation original) {
        return new InvocationCopy(original);
    }

    InvocationCopy instance(InstanceProfile to) {
        instance = to;
        return this;
    }

    InvocationCopy ordinal(int to) {
        ordinal = to;
        return this;
    }

    InvocationCopy lineage(Lineage to) {
        lineage = to;
        return this;
    }

    InvocationCopy origin(@Nullable Origin to) {
        origin = to;
        return this;
    }

    InvocationCopy requestedBy(Actor to) {
        requestedBy = to;
        return this;
    }

    InvocationCopy createdAt(Instant to) {
        createdAt = to;
        return this;
    }

    InvocationCopy progress(Progress to) {
        progress = to;
        return this;
    }

    InvocationCopy revision(int to) {
        revision = to;
        return this;
    }

    Invocation build() {
        return new Invocation(
                original.id(),
                original.project(),
                instance,
                ordinal,
                original.type(),
                original.operation(),
                lineage,
                origin,
                requestedBy,
                original.versions(),
                createdAt,
                progress,
                revision);
    }
}
