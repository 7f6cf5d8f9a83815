package io.agentmaintenance.domain;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An invocation (for users: a task): one operation on one instance, from its acceptance to its end. Immutable; every change of state
 * is a method that returns the {@link InvocationChange}, and throws {@link IllegalTransitionException} if
 * {@link InvocationStatus#canBecome} does not allow it.
 *
 * @param id its id
 * @param project the project that it belongs to
 * @param instance its instance, as it was known when the invocation was accepted
 * @param ordinal its place among the invocations of the same instance, from 1: greater than that of every earlier invocation that is
 *     still kept. Invocations are ordered by it and never by a time, because a clock may be set back
 * @param type the requested operation
 * @param operation what is done; for a RETRY that of the first attempt
 * @param lineage how it is related to other invocations
 * @param origin the kind of caller that the request names, or null if it names none
 * @param requestedBy the caller that requested it
 * @param versions the agent versions that it is about
 * @param createdAt what the clock showed when it was accepted; may be earlier than that of an earlier invocation
 * @param progress how far it has come
 * @param revision 1 when accepted, and one more with every stored change; what optimistic locking compares
 */
public record Invocation(
        InvocationId id,
        ProjectId project,
        InstanceProfile instance,
        int ordinal,
        InvocationType type,
        Operation operation,
        Lineage lineage,
        @Nullable Origin origin,
        Actor requestedBy,
        Versions versions,
        Instant createdAt,
        Progress progress,
        int revision) {
    /**
     * Checks the ordinal.
     *
     * @throws IllegalArgumentException if the ordinal is less than 1
     */
    public Invocation {
        if (ordinal < 1) {
            throw new IllegalArgumentException("an ordinal is at least 1, but is " + ordinal);
        }
    }

    /**
     * {@return the id of its server}
     */
    public InstanceId instanceId() {
        return instance.id();
    }

    /**
     * {@return its state}
     */
    public InvocationStatus status() {
        return progress.status();
    }

    /**
     * {@return whether it still occupies its instance}
     */
    public boolean isActive() {
        return status().isActive();
    }

    /**
     * {@return the step to RUNNING, where it is not known which worker begins}
     *
     * @param now the time
     */
    public InvocationChange start(Instant now) {
        return start(now, null);
    }

    /**
     * {@return the step to RUNNING}
     *
     * @param now the time
     * @param worker the worker that begins, or null if that is not known, because the end was reported before the start
     */
    public InvocationChange start(Instant now, @Nullable Worker worker) {
        return new InvocationChange(
                this,
                with(lineage, versions, progress.to(InvocationStatus.RUNNING, now, "The work has begun.", worker)));
    }

    /**
     * {@return the change by a request to cancel; the state stays RUNNING}
     *
     * @param now the time
     * @throws IllegalStateException if the invocation is not RUNNING, or the note is there already
     */
    public InvocationChange requestCancel(Instant now) {
        if (status() != InvocationStatus.RUNNING || progress.cancelRequestedAt() != null) {
            throw new IllegalStateException("only a RUNNING invocation without such a wish can get a wish to cancel");
        }
        return new InvocationChange(this, with(lineage, versions, progress.cancelRequested(now)));
    }

    /**
     * {@return whether this stored invocation was accepted as the given one; what happened to it since then does not count}
     *
     * @param accepted an invocation of revision 1
     */
    public boolean wasAcceptedAs(Invocation accepted) {
        return id.equals(accepted.id)
                && project.equals(accepted.project)
                && instance.equals(accepted.instance)
                && ordinal == accepted.ordinal
                && type == accepted.type
                && operation == accepted.operation
                && lineage.retriedBy(null).equals(accepted.lineage)
                && origin == accepted.origin
                && requestedBy.equals(accepted.requestedBy)
                && Objects.equals(versions.previous(), accepted.versions.previous())
                && versions.target().equals(accepted.versions.target())
                && createdAt.equals(accepted.createdAt);
    }

    /**
     * {@return the step to SUCCEEDED; from TIMEOUT it is recorded as late}
     *
     * @param now the time
     */
    public InvocationChange succeed(Instant now) {
        String why = status() == InvocationStatus.TIMEOUT ? "Succeeded; reported after the time-out." : "Succeeded.";
        return to(InvocationStatus.SUCCEEDED, now, why, versions.seen(versions.target()));
    }

    /**
     * {@return the step to FAILED; from TIMEOUT it is recorded as late}
     *
     * @param now the time
     * @param why the reason for the reader
     * @param seen the version that the agent has after the failure, or null if not known
     */
    public InvocationChange fail(Instant now, String why, @Nullable AgentVersion seen) {
        return to(InvocationStatus.FAILED, now, why, versions.seen(seen));
    }

    /**
     * {@return the step to TIMEOUT; the message names the time limit that has expired}
     *
     * @param now the time
     */
    public InvocationChange timeOut(Instant now) {
        String why = status() == InvocationStatus.PENDING
                ? "Timed out: not picked up in time."
                : "Timed out: picked up, but not finished in time.";
        return to(InvocationStatus.TIMEOUT, now, why, versions);
    }

    /**
     * {@return the step to CANCELED}
     *
     * @param now the time
     * @param why the reason for the reader
     */
    public InvocationChange cancel(Instant now, String why) {
        return to(InvocationStatus.CANCELED, now, why, versions);
    }

    /**
     * {@return the step to ROLLBACKED, to be stored together with the success of the rollback}
     *
     * @param now the time
     * @param rollback the invocation that undid this one
     */
    public InvocationChange rolledBack(Instant now, Invocation rollback) {
        Versions after = versions.seen(rollback.versions().target());
        return to(InvocationStatus.ROLLBACKED, now, "Rolled back by task " + rollback.id() + ".", after);
    }

    /**
     * {@return the change of the link to the retry of this invocation, without a change of state}
     *
     * @param retry the retry, or null to take the link back
     */
    public InvocationChange retriedBy(@Nullable InvocationId retry) {
        return new InvocationChange(this, with(lineage.retriedBy(retry), versions, progress));
    }

    /** {@return one line for a log: id, type, server, state and versions} */
    @Override
    public String toString() {
        return "Invocation " + id + " " + type + " on " + instanceId() + " in " + project + ": " + status() + ", "
                + versions + ", revision " + revision;
    }

    private InvocationChange to(InvocationStatus next, Instant now, String why, Versions seen) {
        return new InvocationChange(this, with(lineage, seen, progress.to(next, now, why)));
    }

    private Invocation with(Lineage newLineage, Versions newVersions, Progress newProgress) {
        return new Invocation(
                id,
                project,
                instance,
                ordinal,
                type,
                operation,
                newLineage,
                origin,
                requestedBy,
                newVersions,
                createdAt,
                newProgress,
                revision + 1);
    }
}
