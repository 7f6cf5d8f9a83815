package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.RefusalReason.DUPLICATE_IN_REQUEST;
import static io.agentmaintenance.domain.RefusalReason.INSTANCE_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.TASK_IN_PROGRESS;
import static io.agentmaintenance.domain.RefusalReason.UNIAGENT_NOT_INSTALLED;
import static io.agentmaintenance.domain.RefusalReason.UNIAGENT_SILENT;
import static io.agentmaintenance.domain.RefusalReason.UNIAGENT_UNREACHABLE;

import java.util.List;

/** The rules of every operation. */
public final class CommonRules {
    /** The id was not already named in this request. */
    public static final Rule NAMED_ONCE = Rule.fixed(
            Stage.REQUEST,
            "the ID was not already named in this request",
            c -> c.repeated() ? Refusal.of(DUPLICATE_IN_REQUEST) : null);

    /** The instance is known in this project. */
    public static final Rule INSTANCE_KNOWN = Rule.fixed(
            Stage.EXISTENCE,
            "the instance is known in this project",
            c -> c.instance() == null ? Refusal.of(INSTANCE_NOT_FOUND) : null);

    /** There is no pending or running invocation on the instance. */
    public static final Rule INSTANCE_FREE =
            Rule.fixed(Stage.ACTIVITY, "no task is pending or running on the instance", c -> {
                Invocation active = c.history().active();
                return active == null ? null : Refusal.naming(TASK_IN_PROGRESS, active.id());
            });

    /** The UniAgent runs, so that the work can be received. */
    public static final Rule UNIAGENT_RUNNING =
            Rule.assumed(Stage.REACHABILITY, "the UniAgent is running", c -> switch (c.knownInstance()
                    .uniAgent()) {
                case RUNNING -> null;
                case NONE -> Refusal.of(UNIAGENT_NOT_INSTALLED);
                case UNKNOWN -> Refusal.of(UNIAGENT_UNREACHABLE);
                case SILENT -> Refusal.of(UNIAGENT_SILENT);
            });

    static final List<Rule> ALL = List.of(NAMED_ONCE, INSTANCE_KNOWN, INSTANCE_FREE, UNIAGENT_RUNNING);

    private CommonRules() {}
}
