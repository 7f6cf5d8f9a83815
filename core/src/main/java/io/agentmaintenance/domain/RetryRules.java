package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.RefusalReason.ALREADY_ON_VERSION;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_ROLLED_BACK;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_SUCCEEDED;
import static io.agentmaintenance.domain.RefusalReason.INVOCATION_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.SUPERSEDED;
import static io.agentmaintenance.domain.RefusalReason.TASK_IN_PROGRESS;

import java.util.List;

/** What RETRY requires beyond the {@link CommonRules} and the rules of the operation that it repeats. */
public final class RetryRules {
    /** The invocation to repeat is known in this project. */
    public static final Rule TASK_KNOWN = Rule.fixed(
            Stage.EXISTENCE,
            "the task to repeat is known in this project",
            c -> c.earlier() == null ? Refusal.of(INVOCATION_NOT_FOUND) : null);

    /** It is FAILED, TIMEOUT or CANCELED. */
    public static final Rule DID_NOT_SUCCEED = Rule.fixed(
            Stage.HISTORY, "the task to repeat is FAILED, TIMEOUT or CANCELED", c -> switch (c.knownInvocation()
                    .status()) {
                case FAILED, TIMEOUT, CANCELED -> null;
                case PENDING, RUNNING ->
                    Refusal.naming(TASK_IN_PROGRESS, c.knownInvocation().id());
                case SUCCEEDED -> Refusal.of(ALREADY_SUCCEEDED);
                case ROLLBACKED -> Refusal.of(ALREADY_ROLLED_BACK);
            });

    /** It is the newest attempt of its chain. */
    public static final Rule NEWEST_ATTEMPT =
            Rule.fixed(Stage.HISTORY, "the task to repeat is the newest attempt of its chain", c -> {
                InvocationId retry = c.knownInvocation().lineage().retriedBy();
                return retry == null ? null : Refusal.naming(SUPERSEDED, retry);
            });

    /** Nothing newer on the instance has succeeded. */
    public static final Rule NOTHING_NEWER =
            Rule.assumed(Stage.HISTORY, "nothing newer on the instance has succeeded", c -> {
                Invocation newer = c.history().changeAfter(c.knownInvocation());
                return newer == null ? null : Refusal.naming(SUPERSEDED, newer.id());
            });

    /** If the invocation timed out, its work was not done. */
    public static final Rule WORK_NOT_DONE = Rule.assumed(
            Stage.HISTORY,
            "the work of a timed-out task was not done",
            c -> c.findsWorkDone() ? Refusal.of(ALREADY_ON_VERSION) : null);

    static final List<Rule> ALL = List.of(TASK_KNOWN, DID_NOT_SUCCEED, NEWEST_ATTEMPT, NOTHING_NEWER, WORK_NOT_DONE);

    private RetryRules() {}
}
