package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.RefusalReason.AGENT_STOPPED;
import static io.agentmaintenance.domain.RefusalReason.AGENT_UNREACHABLE;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_INSTALLED;
import static io.agentmaintenance.domain.RefusalReason.VERSION_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.VERSION_TYPE_UNKNOWN;

import java.util.List;

/** What INSTALL requires beyond the {@link CommonRules}. */
public final class InstallRules {
    /** The agent is absent or broken. It is documented to install the agent again if its files are damaged. */
    public static final Rule AGENT_INSTALLABLE = Rule.assumed(
            Stage.AGENT, "the agent is absent or broken", c -> switch (c.agent().status()) {
                case NONE, FAULT -> null;
                case RUNNING -> Refusal.of(ALREADY_INSTALLED);
                case STOPPED -> Refusal.of(AGENT_STOPPED);
                case UNKNOWN -> Refusal.of(AGENT_UNREACHABLE);
            });

    /** A version that fits the request is offered. */
    public static final Rule VERSION_OFFERED = Rule.fixed(
            Stage.VERSION,
            "a version that fits is in the version catalogue",
            c -> c.target() == null
                    ? Refusal.of(isRepairOfUnknownType(c) ? VERSION_TYPE_UNKNOWN : VERSION_NOT_FOUND)
                    : null);

    static final List<Rule> ALL = List.of(AGENT_INSTALLABLE, VERSION_OFFERED);

    private InstallRules() {}

    // True if a broken agent's version is no longer offered, so its type is not known. An offered version that is not
    // older could replace it, but that might change the type.
    private static boolean isRepairOfUnknownType(Candidate c) {
        AgentVersion present = c.agent().version();
        return c.type() == InvocationType.INSTALL
                && c.wish().equals(VersionWish.any())
                && c.agent().status() == AgentStatus.FAULT
                && present != null
                && c.versions().newestOfEachType().stream().anyMatch(version -> !present.isNewerThan(version));
    }
}
