package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.RefusalReason.AGENT_UNREACHABLE;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_ON_VERSION;
import static io.agentmaintenance.domain.RefusalReason.DOWNGRADE_NOT_ALLOWED;
import static io.agentmaintenance.domain.RefusalReason.NOTHING_NEWER_OFFERED;
import static io.agentmaintenance.domain.RefusalReason.NOT_INSTALLED;

import java.util.List;

/** What UPDATE requires beyond the {@link CommonRules}. */
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

    /** If no version was named, something newer is offered; a change of the version type alone is allowed as well. */
    public static final Rule NEWER_OFFERED = Rule.assumed(
            Stage.VERSION,
            "a newer version is offered if none was named",
            c -> c.wish().version() == null && isNotNewer(c) ? Refusal.of(NOTHING_NEWER_OFFERED) : null);

    /** If a version was named, it is newer; a change of the version type alone is no downgrade. */
    public static final Rule VERSION_NEWER = Rule.assumed(
            Stage.VERSION,
            "the named version is newer",
            c -> c.wish().version() != null && isNotNewer(c) ? Refusal.of(DOWNGRADE_NOT_ALLOWED) : null);

    static final List<Rule> ALL =
            List.of(AGENT_INSTALLED, AGENT_ANSWERS, VERSION_OFFERED, VERSION_DIFFERS, NEWER_OFFERED, VERSION_NEWER);

    private UpdateRules() {}

    // The very same version is refused by VERSION_DIFFERS, and a missing target by VERSION_OFFERED.
    private static boolean isNotNewer(Candidate c) {
        AgentVersion present = c.agent().version();
        AgentVersion target = c.target();
        return present != null
                && target != null
                && !present.equals(target)
                && !target.isNewerThan(present)
                && !isChangeOfLineAlone(c, present, target);
    }

    // The type of a version that is not offered is unknown, and so is whether it changes.
    private static boolean isChangeOfLineAlone(Candidate c, AgentVersion present, AgentVersion target) {
        return !present.isNewerThan(target)
                && c.versions().contains(present)
                && c.versions().typeOf(present) != c.versions().typeOf(target);
    }
}
