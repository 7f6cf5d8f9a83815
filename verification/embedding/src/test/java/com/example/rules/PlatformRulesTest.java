package com.example.rules;

import static io.agentmaintenance.domain.CandidateBuilder.install;
import static io.agentmaintenance.domain.CandidateBuilder.retryOf;
import static io.agentmaintenance.domain.CandidateBuilder.rollback;
import static io.agentmaintenance.domain.CandidateBuilder.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.CandidateBuilder;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.Rule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The maintenance rules of our platform")
class PlatformRulesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Set<InstanceId> EXCLUDED = Set.of(InstanceId.of("db-01"));
    private static final Instant THURSDAY = Instant.parse("2026-11-26T12:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-27T12:00:00Z");
    private static final AgentVersion OLD = AgentVersion.of("2.4.1");

    /** The rule, a situation, an item, and the text of the refusal; null if the rule accepts the item. */
    static Stream<Arguments> rows() {
        Rule notOnFriday = PlatformRules.notOnFriday(BERLIN);
        Rule notExcluded = PlatformRules.notOn(EXCLUDED);
        String friday = "No UPDATE on a Friday.";
        String excluded = "This server is excluded from maintenance.";
        String running = "Only a running agent is updated here.";
        return Stream.of(
                arguments(notOnFriday, "Thursday", update().at(THURSDAY), null),
                arguments(notOnFriday, "Friday", update().at(FRIDAY), friday),
                arguments(notOnFriday, "Friday begins in Berlin", update().at(at("2026-11-26T23:00:00Z")), friday),
                arguments(notOnFriday, "Friday is over in Berlin", update().at(at("2026-11-27T23:00:00Z")), null),
                arguments(notExcluded, "another server", update().on("web-01"), null),
                arguments(notExcluded, "an excluded server", update().on("db-01"), excluded),
                arguments(
                        notExcluded, "INSTALL on an excluded server", install().on("db-01"), excluded),
                arguments(
                        notExcluded,
                        "ROLLBACK on an excluded server",
                        rollback().on("db-01"),
                        excluded),
                arguments(PlatformRules.AGENT_RUNNING, "agent running", update(), null),
                arguments(PlatformRules.AGENT_RUNNING, "agent stopped", withAgent(AgentStatus.STOPPED), running),
                arguments(PlatformRules.AGENT_RUNNING, "agent broken", withAgent(AgentStatus.FAULT), running));
    }

    @ParameterizedTest(name = "{0} | {1} | {3}")
    @MethodSource("rows")
    void rule(Rule rule, String situation, CandidateBuilder item, @Nullable String expected) {
        Refusal refusal = rule.condition().violatedBy(item.build());

        assertThat(refusal == null ? null : refusal.message()).isEqualTo(expected);
    }

    @Test
    @DisplayName("hold for the operations they were added to, and for the RETRY of these operations")
    void operations() {
        Eligibility rules = PlatformRules.eligibility(BERLIN, EXCLUDED);
        Invocation failedUpdate = update().at(THURSDAY)
                .accepted("update-1")
                .cancel(THURSDAY, "Canceled.")
                .after();

        assertThat(rules.decide(update().at(THURSDAY).build()).isRight()).isTrue();
        assertThat(rules.decide(update().at(FRIDAY).build()).isRight()).isFalse();
        assertThat(rules.decide(retryOf(failedUpdate).at(FRIDAY).build()).isRight())
                .isFalse();
        assertThat(rules.decide(install().at(FRIDAY).build()).isRight()).isTrue();
        assertThat(rules.decide(install().on("db-01").build()).isRight()).isFalse();
        assertThat(rules.decide(withAgent(AgentStatus.STOPPED).build()).isRight())
                .isFalse();
    }

    private static CandidateBuilder withAgent(AgentStatus status) {
        return update().agent(new AgentState(status, OLD));
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }
}
