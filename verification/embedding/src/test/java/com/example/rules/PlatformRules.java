package com.example.rules;

import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.Rule;
import io.agentmaintenance.domain.Stage;
import io.agentmaintenance.domain.UpdateRules;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Set;

/** The maintenance rules of our platform. */
final class PlatformRules {
    /** A rule of ours in place of a standard one: a stopped or broken agent is not updated. */
    static final Rule AGENT_RUNNING = Rule.assumed(
            Stage.AGENT,
            "the agent is running",
            candidate -> candidate.agent().status() == AgentStatus.RUNNING
                    ? null
                    : Refusal.byHost("Only a running agent is updated here."));

    private PlatformRules() {}

    /** A rule with a setting: no UPDATE on a Friday, by the calendar of this zone. */
    static Rule notOnFriday(ZoneId zone) {
        return Rule.assumed(
                Stage.ACTIVITY,
                "it is not Friday",
                candidate -> candidate.now().atZone(zone).getDayOfWeek() == DayOfWeek.FRIDAY
                        ? Refusal.byHost("No UPDATE on a Friday.")
                        : null);
    }

    /** A rule with a list: nothing is done on these servers. */
    static Rule notOn(Set<InstanceId> servers) {
        Set<InstanceId> excluded = Set.copyOf(servers);
        return Rule.assumed(
                Stage.ACTIVITY,
                "the server is not excluded from maintenance",
                candidate -> excluded.contains(candidate.knownInstance().id())
                        ? Refusal.byHost("This server is excluded from maintenance.")
                        : null);
    }

    /** The standard rules with ours. */
    static Eligibility eligibility(ZoneId zone, Set<InstanceId> excluded) {
        Eligibility rules = Eligibility.standard()
                .replacing(UpdateRules.AGENT_ANSWERS, AGENT_RUNNING)
                .adding(Operation.UPDATE, notOnFriday(zone));
        for (Operation operation : Operation.values()) {
            rules = rules.adding(operation, notOn(excluded));
        }
        return rules;
    }
}
