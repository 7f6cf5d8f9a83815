package io.agentmaintenance.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One item of a request with everything that the rules may look at. A plain value: a rule is tested by writing one down.
 *
 * @param type what was asked for
 * @param operation what would be done; null if that hangs on an earlier invocation which is not known
 * @param instance the server, or null if it is not known in this project
 * @param wish the version or line that was asked for; for a RETRY the version that the earlier invocation pinned
 * @param history the earlier tasks of the server
 * @param earlier the invocation that a ROLLBACK or RETRY names, or null
 * @param undone the update that would be undone, for a ROLLBACK and for the RETRY of one, or null
 * @param target the version that would be brought about, or null if none is offered
 * @param versions the version catalogue
 * @param limits the time limits
 * @param now the time
 * @param repeated whether the same request named the same id before
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
     * A candidate whose target follows from the other facts.
     *
     * @param type what was asked for
     * @param operation what would be done, or null
     * @param wish the version or line that was asked for
     * @param instance the server, or null
     * @param history the earlier tasks of the server
     * @param earlier the invocation that a ROLLBACK or RETRY names, or null
     * @param undone the update that would be undone, or null
     * @param versions the version catalogue
     * @param limits the time limits
     * @param now the time
     * @param repeated whether the same request named the same id before
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

    /** {@return the server, which the rules on existence have seen to be known} */
    Instance known() {
        return required(instance);
    }

    /** {@return the invocation named, which the rules on existence have seen to be known} */
    Invocation named() {
        return required(earlier);
    }

    /** {@return the update to undo, which the rules on existence have seen to be known} */
    Invocation update() {
        return required(undone);
    }

    /** {@return the agent of the server} */
    AgentState agent() {
        return known().agent();
    }

    /**
     * {@return whether this is the RETRY of a timed-out task whose work turns out to be done: the agent has the target}
     */
    public boolean findsWorkDone() {
        return type == InvocationType.RETRY
                && earlier != null
                && instance != null
                && earlier.status() == InvocationStatus.TIMEOUT
                && instance.agent().isOn(earlier.versions().target());
    }

    /**
     * Writes down the invocation that an eligible candidate becomes.
     *
     * @param id its id
     * @param project its project
     * @param origin who asked, or null
     * @return the invocation, PENDING, later than every earlier task of its instance even if the clock went back
     * @throws IllegalStateException if the candidate is not eligible
     */
    public Invocation accept(InvocationId id, ProjectId project, @Nullable Origin origin) {
        Instance server = known();
        Invocation latest = history.latest();
        Instant at = latest == null || now.isAfter(latest.createdAt())
                ? now
                : latest.createdAt().plusMillis(1);
        return new Invocation(
                id,
                project,
                server.profile(),
                type,
                required(operation),
                lineage(),
                origin,
                Versions.from(server.agent().version(), required(target)),
                at,
                Progress.accepted(at),
                1);
    }

    /** {@return the INSTALL or UPDATE of the same server at the same time} */
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

    /** {@return the ROLLBACK of an invocation of the same server at the same time} */
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
            case ROLLBACK -> Lineage.undoing(named().id());
            case RETRY -> Lineage.repeating(named());
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
            case RETRY -> earlier == null ? null : versions.ifOffered(earlier.versions().target());
        };
    }

    private static <T> T required(@Nullable T fact) {
        if (fact == null) {
            throw new IllegalStateException("the rules on existence have to be asked first");
        }
        return fact;
    }
}
