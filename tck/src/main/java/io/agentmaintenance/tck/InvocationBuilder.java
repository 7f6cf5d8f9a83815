package io.agentmaintenance.tck;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Versions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Builds an invocation as it is accepted: PENDING, revision 1. Created by {@link Invocations}. Not thread-safe. */
public final class InvocationBuilder {
    private final InvocationId id;
    private ProjectId project = Invocations.PROJECT;
    private InstanceProfile instance;
    private int ordinal = 1;
    private InvocationType type = InvocationType.INSTALL;
    private Operation operation = Operation.INSTALL;
    private Lineage lineage = Lineage.none();
    private @Nullable Origin origin;
    private Actor requestedBy = Invocations.CALLER;
    private Versions versions = Versions.from(null, Invocations.TARGET);
    private Instant createdAt = Invocations.NOON;

    InvocationBuilder(InvocationId id, InstanceId instance) {
        this.id = id;
        this.instance = InstanceProfile.ecs(instance);
    }

    /**
     * Sets the project. The default is {@link Invocations#PROJECT}.
     *
     * @param to the project
     * @return this builder
     */
    public InvocationBuilder project(ProjectId to) {
        project = to;
        return this;
    }

    /**
     * Sets the instance. The default is one without addresses.
     *
     * @param to the instance
     * @return this builder
     */
    public InvocationBuilder instance(InstanceProfile to) {
        instance = to;
        return this;
    }

    /**
     * Sets the place in the chain of its instance. The default is 1.
     *
     * @param to the place, at least 1
     * @return this builder
     */
    public InvocationBuilder ordinal(int to) {
        ordinal = to;
        return this;
    }

    /**
     * Sets type and operation. The default is INSTALL.
     *
     * @param to the requested type
     * @param doing the operation on the instance
     * @return this builder
     */
    public InvocationBuilder type(InvocationType to, Operation doing) {
        type = to;
        operation = doing;
        return this;
    }

    /**
     * Sets the relations to other invocations. The default is none.
     *
     * @param to the lineage
     * @return this builder
     */
    public InvocationBuilder lineage(Lineage to) {
        lineage = to;
        return this;
    }

    /**
     * Sets the origin. The default is unknown.
     *
     * @param to the origin, or null
     * @return this builder
     */
    public InvocationBuilder origin(@Nullable Origin to) {
        origin = to;
        return this;
    }

    /**
     * Sets who asks for it. The default is {@link Invocations#CALLER}.
     *
     * @param to the caller
     * @return this builder
     */
    public InvocationBuilder requestedBy(Actor to) {
        requestedBy = to;
        return this;
    }

    /**
     * Sets the versions of the agent. The default is no previous version and {@link Invocations#TARGET}.
     *
     * @param previous the previous version, or null
     * @param target the target version
     * @return this builder
     */
    public InvocationBuilder versions(@Nullable String previous, String target) {
        versions = Versions.from(previous == null ? null : AgentVersion.of(previous), AgentVersion.of(target));
        return this;
    }

    /**
     * Sets the time of acceptance. The default is {@link Invocations#NOON}.
     *
     * @param to the time, with a precision of milliseconds
     * @return this builder
     */
    public InvocationBuilder createdAt(Instant to) {
        createdAt = to;
        return this;
    }

    /** An accepted invocation at another place in the chain of its instance. */
    static Invocation placed(Invocation accepted, int ordinal) {
        return new Invocation(
                accepted.id(),
                accepted.project(),
                accepted.instance(),
                ordinal,
                accepted.type(),
                accepted.operation(),
                accepted.lineage(),
                accepted.origin(),
                accepted.requestedBy(),
                accepted.versions(),
                accepted.createdAt(),
                accepted.progress(),
                accepted.revision());
    }

    /**
     * {@return the invocation}
     */
    public Invocation build() {
        return new Invocation(
                id,
                project,
                instance,
                ordinal,
                type,
                operation,
                lineage,
                origin,
                requestedBy,
                versions,
                createdAt,
                Progress.accepted(createdAt),
                1);
    }
}
