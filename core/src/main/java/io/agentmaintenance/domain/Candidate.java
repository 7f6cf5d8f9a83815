package io.agentmaintenance.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item of a request, with all facts that a rule may look at. A plain value; tests build one with
 * {@link CandidateBuilder}.
 *
 * @param type the type of the request
 * @param operation what would be done; null for the RETRY of an invocation that is not known
 * @param wish the requested version or type; for a RETRY the target version of the earlier invocation
 * @param instance the instance, or null if it is not known in this project
 * @param history the earlier invocations of the instance
 * @param earlier the invocation that a ROLLBACK or RETRY names, or null
 * @param undone the update that would be undone by a ROLLBACK or by the RETRY of one, or null
 * @param target the version that the agent would get, or null if none that is offered fits
 * @param versions the version catalogue
 * @param limits the time limits
 * @param now the time of the decision
 * @param repeated whether the same request has named the same id before
 */
public record Candidate(
        InvocationType type,
        @Nullable Operation operation,
        VersionWish wish,
        @Nullable Instance instance,
        InstanceHistory history,
        @Nullable Invocation earlier,
        @Nullable Invocation undone,
        @Nullable AgentVersion target,
        AgentVersions versions,
        TimeLimits limits,
        Instant now,
        boolean repeated) {

    /**
     * Creates a candidate and finds its target version.
     *
     * @param type the type of the request
     * @param operation what would be done, or null
     * @param wish the requested version or type
     * @param instance the instance, or null
     * @param history the earlier invocations of the instance
     * @param earlier the invocation that a ROLLBACK or RETRY names, or null
     * @param undone the update that would be undone, or null
     * @param versions the version catalogue
     * @param limits the time limits
     * @param now the time of the decision
     * @param repeated whether the same request has named the same id before
     */
    public Candidate(
            InvocationType type,
            @Nullable Operation operation,
            VersionWish wish,
            @Nullable Instance instance,
            InstanceHistory history,
            @Nullable Invocation earlier,
            @Nullable Invocation undone,
            AgentVersions versions,
            TimeLimits limits,
            Instant now,
            boolean repeated) {
        this(
                type,
                operation,
                wish,
                instance,
                history,
                earlier,
                undone,
                target(type, wish, instance, earlier, undone, versions),
                versions,
                limits,
                now,
                repeated);
    }

    /**
     * {@return the instance; for rules of a stage after {@link Stage#EXISTENCE}}
     *
     * @throws IllegalStateException if the instance is not known
     */
    public Instance knownInstance() {
        return required(instance);
    }

    /**
     * {@return the invocation that a ROLLBACK or RETRY names; for rules of a stage after {@link Stage#EXISTENCE}}
     *
     * @throws IllegalStateException if the request names none, or if it is not known
     */
    public Invocation knownInvocation() {
        return required(earlier);
    }

    /**
     * {@return the agent of the instance; for rules of a stage after {@link Stage#EXISTENCE}}
     *
     * @throws IllegalStateException if the instance is not known
     */
    public AgentState agent() {
        return knownInstance().agent();
    }

    /** {@return the update to undo; the rules on existence have made sure that it is known} */
    Invocation knownUpdate() {
        return required(undone);
    }

    /**
     * {@return whether this is the RETRY of an invocation that timed out although its work was done: the agent has the target}
     */
    public boolean findsWorkDone() {
        return type == InvocationType.RETRY
                && earlier != null
                && instance != null
                && earlier.status() == InvocationStatus.TIMEOUT
                && instance.agent().isOn(earlier.versions().target());
    }

    /**
     * Creates the invocation of an accepted candidate.
     *
     * @param id its id
     * @param project its project
     * @param origin who made the request, or null
     * @param requestedBy the caller that requested it
     * @return the invocation, PENDING, dated by the clock, and the next in the chain of its instance
     * @throws IllegalStateException if the instance, the target or the earlier invocation is missing
     */
    public Invocation accept(InvocationId id, ProjectId project, @Nullable Origin origin, Actor requestedBy) {
        Instance server = knownInstance();
        return new Invocation(
                id,
                project,
                server.profile(),
                history.nextOrdinal(),
                type,
                required(operation),
                lineage(),
                origin,
                requestedBy,
                Versions.from(server.agent().version(), required(target)),
                now,
                Progress.accepted(now),
                1);
    }

    /** {@return the INSTALL or UPDATE of the same instance at the same time} */
    Candidate instead(Operation other, VersionWish otherWish) {
        boolean install = other == Operation.INSTALL;
        return new Candidate(
                install ? InvocationType.INSTALL : InvocationType.UPDATE,
                other,
                otherWish,
                instance,
                history,
                null,
                null,
                versions,
                limits,
                now,
                false);
    }

    /** {@return the ROLLBACK of an invocation of the same instance at the same time} */
    Candidate rollbackInstead(Invocation update) {
        return new Candidate(
                InvocationType.ROLLBACK,
                Operation.ROLLBACK,
                VersionWish.any(),
                instance,
                history,
                update,
                update,
                versions,
                limits,
                now,
                false);
    }

    private Lineage lineage() {
        return switch (type) {
            case INSTALL, UPDATE -> Lineage.none();
            case ROLLBACK -> Lineage.undoing(knownInvocation().id());
            case RETRY -> Lineage.repeating(knownInvocation());
        };
    }

    private static @Nullable AgentVersion target(
            InvocationType type,
            VersionWish wish,
            @Nullable Instance instance,
            @Nullable Invocation earlier,
            @Nullable Invocation undone,
            AgentVersions versions) {
        return switch (type) {
            case INSTALL -> versions.forInstall(wish, instance == null ? AgentState.notInstalled() : instance.agent());
            case UPDATE -> instance == null ? null : versions.forUpdate(wish, instance.agent());
            case ROLLBACK ->
                undone == null ? null : versions.ifOffered(undone.versions().previous());
            case RETRY ->
                earlier == null ? null : versions.ifOffered(earlier.versions().target());
        };
    }

    private static <T> T required(@Nullable T fact) {
        if (fact == null) {
            throw new IllegalStateException("the rules on existence must be checked first");
        }
        return fact;
    }
}
