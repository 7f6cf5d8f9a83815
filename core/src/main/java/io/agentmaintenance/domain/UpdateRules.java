package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.RefusalReason.AGENT_UNREACHABLE;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_ON_VERSION;
import static io.agentmaintenance.domain.RefusalReason.DOWNGRADE_NOT_ALLOWED;
import static io.agentmaintenance.domain.RefusalReason.NOT_INSTALLED;

import java.util.List;

/** What UPDATE asks for beyond the {@link CommonRules}. */
public final class UpdateRules {
    /** The agent is installed. */
    public static final Rule AGENT_INSTALLED = Rule.assumed(
            Stage.AGENT,
            "the agent is installed",
            c -> c.agent().status() == AgentStatus.NONE ? Refusal.of(NOT_INSTALLED) : null);

    /** The agent is running, broken or stopped; a stopped agent stays stopped after its update. */
    public static final Rule AGENT_ANSWERS = Rule.assumed(
            Stage.AGENT,
            "the agent is running, broken or stopped",
            c -> c.agent().status() == AgentStatus.UNKNOWN ? Refusal.of(AGENT_UNREACHABLE) : null);

    /** The target is offered. */
    public static final Rule VERSION_OFFERED = InstallRules.VERSION_OFFERED;

    /** The target is not the present version. */
    public static final Rule VERSION_DIFFERS =
            Rule.assumed(Stage.VERSION, "the target differs from the present version", c -> {
                AgentVersion present = c.agent().version();
                return present != null && present.equals(c.target()) ? Refusal.of(ALREADY_ON_VERSION) : null;
            });

    /** The target is newer; a change of the version line alone is no downgrade. */
    public static final Rule VERSION_NEWER = Rule.assumed(Stage.VERSION, "the target is newer", c -> {
        AgentVersion present = c.agent().version();
        AgentVersion target = c.target();
        if (present == null || target == null || present.equals(target) || target.isNewerThan(present)) {
            return null;
        }
        return isChangeOfLineAlone(c, present, target) ? null : Refusal.of(DOWNGRADE_NOT_ALLOWED);
    });

    static final List<Rule> ALL =
            List.of(AGENT_INSTALLED, AGENT_ANSWERS, VERSION_OFFERED, VERSION_DIFFERS, VERSION_NEWER);

    private UpdateRules() {}

    private static boolean isChangeOfLineAlone(Candidate c, AgentVersion present, AgentVersion target) {
        return !present.isNewerThan(target)
                && c.versions().lineOf(present) != c.versions().lineOf(target);
    }
}
