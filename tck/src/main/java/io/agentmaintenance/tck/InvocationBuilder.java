package io.agentmaintenance.tck;

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

/** Puts together an invocation as it is accepted: PENDING and of revision 1. Made by {@link Invocations}. Not thread-safe. */
public final class InvocationBuilder {
    private final InvocationId id;
    private ProjectId project = Invocations.PROJECT;
    private InstanceProfile instance;
    private int ordinal = 1;
    private InvocationType type = InvocationType.INSTALL;
    private Operation operation = Operation.INSTALL;
    private Lineage lineage = Lineage.none();
    private @Nullable Origin origin;
    private Versions versions = Versions.from(null, Invocations.TARGET);
    private Instant createdAt = Invocations.NOON;

    InvocationBuilder(InvocationId id, InstanceId instance) {
        this.id = id;
        this.instance = InstanceProfile.ecs(instance);
    }

    /**
     * Sets the project; {@link Invocations#PROJECT} otherwise.
     *
     * @param to the project
     * @return this builder
     */
    public InvocationBuilder project(ProjectId to) {
        project = to;
        return this;
    }

    /**
     * Sets the server; one without addresses otherwise.
     *
     * @param to the server
     * @return this builder
     */
    public InvocationBuilder instance(InstanceProfile to) {
        instance = to;
        return this;
    }

    /**
     * Sets its place among the tasks of its server; 1 otherwise.
     *
     * @param to the place, at least 1
     * @return this builder
     */
    public InvocationBuilder ordinal(int to) {
        ordinal = to;
        return this;
    }

    /**
     * Sets what is asked for and done; INSTALL otherwise.
     *
     * @param to what is asked for
     * @param doing what is done
     * @return this builder
     */
    public InvocationBuilder type(InvocationType to, Operation doing) {
        type = to;
        operation = doing;
        return this;
    }

    /**
     * Sets how it is related to others; not at all otherwise.
     *
     * @param to the lineage
     * @return this builder
     */
    public InvocationBuilder lineage(Lineage to) {
        lineage = to;
        return this;
    }

    /**
     * Sets who asked; unknown otherwise.
     *
     * @param to who asked, or null
     * @return this builder
     */
    public InvocationBuilder origin(@Nullable Origin to) {
        origin = to;
        return this;
    }

    /**
     * Sets the versions of the agent; none before and {@link Invocations#TARGET} otherwise.
     *
     * @param previous the version before, or null
     * @param target the version to bring about
     * @return this builder
     */
    public InvocationBuilder versions(@Nullable String previous, String target) {
        versions = Versions.from(previous == null ? null : AgentVersion.of(previous), AgentVersion.of(target));
        return this;
    }

    /**
     * Sets when it is accepted; {@link Invocations#NOON} otherwise.
     *
     * @param to the time, to the millisecond
     * @return this builder
     */
    public InvocationBuilder createdAt(Instant to) {
        createdAt = to;
        return this;
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
                versions,
                createdAt,
                Progress.accepted(createdAt),
                1);
    }
}
