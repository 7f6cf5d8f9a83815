package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.RefusalReason.ALREADY_ROLLED_BACK;
import static io.agentmaintenance.domain.RefusalReason.INVOCATION_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.NOTHING_TO_ROLL_BACK;
import static io.agentmaintenance.domain.RefusalReason.NOT_ROLLBACKABLE;
import static io.agentmaintenance.domain.RefusalReason.NO_PREVIOUS_VERSION;
import static io.agentmaintenance.domain.RefusalReason.ROLLBACK_WINDOW_EXPIRED;
import static io.agentmaintenance.domain.RefusalReason.SUPERSEDED;
import static io.agentmaintenance.domain.RefusalReason.TASK_IN_PROGRESS;
import static io.agentmaintenance.domain.RefusalReason.VERSION_CHANGED;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What ROLLBACK requires beyond the {@link CommonRules}. The rules look at {@link Candidate#undone}, the update to undo, so
 * they hold for the RETRY of a rollback as well.
 */
public final class RollbackRules {
    /** The update to undo is known in this project. */
    public static final Rule UPDATE_KNOWN = Rule.fixed(
            Stage.EXISTENCE,
            "the task to roll back is known in this project",
            c -> c.undone() == null ? Refusal.of(INVOCATION_NOT_FOUND) : null);

    /** It is an UPDATE, or the RETRY of one. */
    public static final Rule IS_UPDATE = Rule.assumed(
            Stage.HISTORY,
            "the task to roll back is an UPDATE, or a RETRY of one",
            c -> c.knownUpdate().operation() == Operation.UPDATE ? null : Refusal.of(NOT_ROLLBACKABLE));

    /** It is finished. */
    public static final Rule IS_FINISHED = Rule.fixed(
            Stage.HISTORY,
            "the task to roll back is finished",
            c -> c.knownUpdate().isActive()
                    ? Refusal.naming(TASK_IN_PROGRESS, c.knownUpdate().id())
                    : null);

    /** It was not rolled back before. */
    public static final Rule NOT_YET_UNDONE = Rule.fixed(
            Stage.HISTORY,
            "the task was not rolled back before",
            c -> c.knownUpdate().status() == InvocationStatus.ROLLBACKED ? Refusal.of(ALREADY_ROLLED_BACK) : null);

    /** It succeeded; or it failed or timed out and the agent nevertheless reports its target version. */
    public static final Rule CHANGED_SOMETHING =
            Rule.assumed(Stage.HISTORY, "the task has changed the agent's version", c -> switch (c.knownUpdate()
                    .status()) {
                case PENDING, RUNNING, SUCCEEDED, ROLLBACKED -> null;
                case FAILED, TIMEOUT -> isOnTarget(c) ? null : Refusal.of(NOTHING_TO_ROLL_BACK);
                case CANCELED -> Refusal.of(NOTHING_TO_ROLL_BACK);
            });

    /** It is the last change of its instance. */
    public static final Rule LAST_CHANGE =
            Rule.assumed(Stage.HISTORY, "the task is the last change of its instance", c -> {
                Invocation newer = c.history().changeAfter(c.knownUpdate());
                return newer == null ? null : Refusal.naming(SUPERSEDED, newer.id());
            });

    /** The rollback window is open. */
    public static final Rule WINDOW_OPEN = Rule.assumed(Stage.HISTORY, "the time for rolling back is not over", c -> {
        Instant end = c.knownUpdate().progress().endedAt();
        boolean over = end != null
                && Duration.between(end, c.now()).compareTo(c.limits().rollbackWindow()) > 0;
        return over ? Refusal.of(ROLLBACK_WINDOW_EXPIRED) : null;
    });

    /** The agent still is on the version that the update brought. */
    public static final Rule STILL_ON_TARGET = Rule.assumed(
            Stage.AGENT,
            "the agent still is on the version that the task installed",
            c -> c.knownUpdate().status() == InvocationStatus.SUCCEEDED && !isOnTarget(c)
                    ? Refusal.of(VERSION_CHANGED)
                    : null);

    /** The version before the update is known and still offered. */
    public static final Rule PREVIOUS_VERSION_OFFERED = Rule.fixed(
            Stage.VERSION,
            "the version before the update is known and in the version catalogue",
            c -> c.target() == null ? Refusal.of(NO_PREVIOUS_VERSION) : null);

    static final List<Rule> ALL = List.of(
            UPDATE_KNOWN,
            IS_UPDATE,
            IS_FINISHED,
            NOT_YET_UNDONE,
            CHANGED_SOMETHING,
            LAST_CHANGE,
            WINDOW_OPEN,
            STILL_ON_TARGET,
            PREVIOUS_VERSION_OFFERED);

    private RollbackRules() {}

    private static boolean isOnTarget(Candidate c) {
        return c.knownUpdate().versions().target().equals(c.agent().version());
    }
}
