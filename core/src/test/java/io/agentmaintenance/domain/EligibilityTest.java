package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.CandidateBuilder.install;
import static io.agentmaintenance.domain.CandidateBuilder.retry;
import static io.agentmaintenance.domain.CandidateBuilder.retryOf;
import static io.agentmaintenance.domain.CandidateBuilder.rollback;
import static io.agentmaintenance.domain.CandidateBuilder.update;
import static io.agentmaintenance.domain.RefusalReason.AGENT_UNREACHABLE;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_INSTALLED;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_SUCCEEDED;
import static io.agentmaintenance.domain.RefusalReason.DUPLICATE_IN_REQUEST;
import static io.agentmaintenance.domain.RefusalReason.HOST_POLICY;
import static io.agentmaintenance.domain.RefusalReason.INSTANCE_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.INVOCATION_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.NO_PREVIOUS_VERSION;
import static io.agentmaintenance.domain.RefusalReason.ROLLBACK_WINDOW_EXPIRED;
import static io.agentmaintenance.domain.RefusalReason.TASK_IN_PROGRESS;
import static io.agentmaintenance.domain.RefusalReason.UNIAGENT_SILENT;
import static io.agentmaintenance.domain.RefusalReason.VERSION_CHANGED;
import static io.agentmaintenance.domain.RefusalReason.VERSION_NOT_FOUND;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.NO_VERSIONS;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentUnknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules in force")
class EligibilityTest {
    private static final Eligibility STANDARD = Eligibility.standard();

    @Nested
    @DisplayName("are applied in the order of their stages")
    class Order {
        static Stream<Arguments> rows() {
            CandidateBuilder install = install()
                    .agent(agentUnknown())
                    .offering(NO_VERSIONS)
                    .uniAgent(UniAgentStatus.SILENT)
                    .latest(aTask("t1").running());
            CandidateBuilder rollback = rollback()
                    .at(NOON.plus(Duration.ofDays(30)))
                    .latest(aTask("t1").running())
                    .uniAgent(UniAgentStatus.SILENT)
                    .agent(agentRunning("9.9.9"))
                    .offering(NO_VERSIONS);
            CandidateBuilder retry = retryOf(aTask("i1").succeeded())
                    .latest(aTask("t1").running())
                    .uniAgent(UniAgentStatus.SILENT)
                    .agent(agentUnknown())
                    .offering(NO_VERSIONS);
            return Stream.of(
                    row(
                            "INSTALL: activity, reachability, agent, version",
                            install,
                            TASK_IN_PROGRESS,
                            UNIAGENT_SILENT,
                            AGENT_UNREACHABLE,
                            VERSION_NOT_FOUND),
                    row(
                            "ROLLBACK: history comes before activity",
                            rollback,
                            ROLLBACK_WINDOW_EXPIRED,
                            TASK_IN_PROGRESS,
                            UNIAGENT_SILENT,
                            VERSION_CHANGED,
                            NO_PREVIOUS_VERSION),
                    row(
                            "RETRY: its own rules join those of the operation",
                            retry,
                            ALREADY_SUCCEEDED,
                            TASK_IN_PROGRESS,
                            UNIAGENT_SILENT,
                            AGENT_UNREACHABLE,
                            VERSION_NOT_FOUND),
                    row(
                            "an unknown server ends the decision",
                            install().instanceUnknown().offering(NO_VERSIONS),
                            INSTANCE_NOT_FOUND),
                    row(
                            "an unknown update ends the decision",
                            rollback().invocationUnknown().instanceUnknown(),
                            INVOCATION_NOT_FOUND),
                    row(
                            "an unknown task ends the decision",
                            retry().invocationUnknown().instanceUnknown(),
                            INVOCATION_NOT_FOUND),
                    row(
                            "a repetition ends the decision, even of an unknown task",
                            retry().invocationUnknown().instanceUnknown().namedBefore(),
                            DUPLICATE_IN_REQUEST),
                    row(
                            "a repetition ends the decision, even of an unknown server",
                            update().instanceUnknown().namedBefore(),
                            DUPLICATE_IN_REQUEST));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("rows")
        void explainReturnsAllRefusalsAndDecideTheFirst(
                String what, CandidateBuilder builder, List<RefusalReason> reasons) {
            Candidate candidate = builder.build();

            assertThat(STANDARD.explain(candidate).getError().map(Refusal::reason))
                    .isEqualTo(vavr(reasons));
            assertThat(STANDARD.decide(candidate).getLeft())
                    .isEqualTo(STANDARD.explain(candidate).getError().head());
        }

        @Test
        @DisplayName("return one refusal for a task that is named and active")
        void returnsEqualRefusalsOnce() {
            Candidate candidate = retryOf(aTask("t1").running()).build();

            assertThat(STANDARD.explain(candidate).getError())
                    .containsExactly(Refusal.naming(TASK_IN_PROGRESS, InvocationId.of("t1")));
        }

        @ParameterizedTest
        @EnumSource(InvocationType.class)
        @DisplayName("have stages in ascending order")
        void haveStagesInAscendingOrder(InvocationType type) {
            for (Operation operation : Operation.values()) {
                assertThat(STANDARD.rules(type, operation))
                        .extracting(Rule::stage)
                        .isSorted()
                        .contains(Stage.REQUEST, Stage.EXISTENCE, Stage.ACTIVITY, Stage.REACHABILITY, Stage.VERSION);
            }
        }

        private static io.vavr.collection.List<RefusalReason> vavr(List<RefusalReason> reasons) {
            return io.vavr.collection.List.ofAll(reasons);
        }

        private static Arguments row(String what, CandidateBuilder candidate, RefusalReason... reasons) {
            return Arguments.of(what, candidate, List.of(reasons));
        }
    }

    @Nested
    @DisplayName("accept a candidate")
    class Passing {
        static Stream<Arguments> rows() {
            Invocation update = aTask("update-1").update().succeeded();
            Invocation rollback = aTask("rollback-1").rollbackOf(update).failed();
            return Stream.of(
                    Arguments.of("INSTALL", install()),
                    Arguments.of("UPDATE", update()),
                    Arguments.of("ROLLBACK", rollback()),
                    Arguments.of("RETRY of an INSTALL", retry()),
                    Arguments.of(
                            "RETRY of an UPDATE", retryOf(aTask("u").update().failed())),
                    Arguments.of("RETRY of a ROLLBACK", retryOf(rollback).undoing(update)));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("rows")
        @DisplayName("that meets every condition")
        void acceptsWhatMeetsEveryCondition(String what, CandidateBuilder builder) {
            Candidate candidate = builder.build();

            assertThat(STANDARD.decide(candidate).get()).isSameAs(candidate);
            assertThat(STANDARD.explain(candidate).get()).isSameAs(candidate);
        }
    }

    @Nested
    @DisplayName("are applied again for a RETRY")
    class RetriedOperation {
        @Test
        @DisplayName("the RETRY of an INSTALL is refused if the agent is installed now")
        void refusesTheRetryOfAnInstallIfTheAgentIsInstalled() {
            assertThat(first(retry().agent(agentRunning("2.4.1")))).isEqualTo(ALREADY_INSTALLED);
        }

        @Test
        @DisplayName("the RETRY of a ROLLBACK is judged by the update that it undoes")
        void judgesTheRetryOfARollbackByItsUpdate() {
            Invocation update = aTask("update-1").update().succeeded();
            Invocation rollback = aTask("rollback-1").rollbackOf(update).failed();
            CandidateBuilder candidate = retryOf(rollback).undoing(update);

            assertThat(first(candidate.agent(agentRunning("2.7.2")))).isEqualTo(VERSION_CHANGED);
            assertThat(first(candidate.offering(NO_VERSIONS).agent(agentRunning("2.7.1"))))
                    .isEqualTo(NO_PREVIOUS_VERSION);
            assertThat(first(candidate.undoing(null))).isEqualTo(INVOCATION_NOT_FOUND);
        }

        private static RefusalReason first(CandidateBuilder candidate) {
            return STANDARD.decide(candidate.build()).getLeft().reason();
        }
    }

    @Nested
    @DisplayName("can be changed by a host")
    class ByHost {
        private final Rule freeze =
                Rule.assumed(Stage.REACHABILITY, "no change freeze", c -> Refusal.byHost("Change freeze."));

        @Test
        @DisplayName("an added rule is applied at its stage, only for the operation and its retries")
        void appliesAnAddedRuleToItsOperation() {
            Eligibility rules = STANDARD.adding(Operation.INSTALL, freeze);

            assertThat(rules.decide(install().offering(NO_VERSIONS).build())
                            .getLeft()
                            .reason())
                    .isEqualTo(HOST_POLICY);
            assertThat(rules.decide(retry().build()).getLeft().message()).isEqualTo("Change freeze.");
            assertThat(rules.decide(update().build()).isRight()).isTrue();
            assertThat(rules.decide(install().latest(aTask("t").running()).build())
                            .getLeft()
                            .reason())
                    .isEqualTo(TASK_IN_PROGRESS);
            assertThat(STANDARD.decide(install().build()).isRight()).isTrue();
        }

        @Test
        @DisplayName("an added rule sees the server of each item")
        void showsTheServerToAnAddedRule() {
            Rule notOnTheList = Rule.assumed(
                    Stage.REACHABILITY,
                    "not on the list",
                    c -> c.knownInstance().id().equals(InstanceId.of("till-7"))
                            ? Refusal.byHost("On the list.")
                            : null);
            Eligibility rules = STANDARD.adding(Operation.UPDATE, notOnTheList);

            assertThat(rules.decide(update().on("till-7").build()).getLeft().message())
                    .isEqualTo("On the list.");
            assertThat(rules.decide(update().on("till-8").build()).isRight()).isTrue();
        }

        @Test
        @DisplayName("an added rule is not asked about the RETRY of a task that is not known, whatever its stage")
        void doesNotAskARuleAboutAnUnknownTask() {
            Rule never = Rule.assumed(Stage.REQUEST, "never", c -> Refusal.byHost("Never."));
            Eligibility rules = STANDARD.adding(Operation.INSTALL, never).adding(Operation.UPDATE, never);

            assertThat(rules.decide(retry().build()).getLeft().reason()).isEqualTo(HOST_POLICY);
            assertThat(rules.decide(retry().invocationUnknown().build())
                            .getLeft()
                            .reason())
                    .isEqualTo(INVOCATION_NOT_FOUND);
        }

        @Test
        @DisplayName("a replaced rule is no longer applied to any operation")
        void doesNotApplyAReplacedRule() {
            Rule silentIsFine = Rule.assumed(Stage.REACHABILITY, "anything goes", c -> null);
            Eligibility rules = STANDARD.replacing(CommonRules.UNIAGENT_RUNNING, silentIsFine);

            for (CandidateBuilder candidate : List.of(install(), update(), rollback(), retry())) {
                Candidate silent = candidate.uniAgent(UniAgentStatus.SILENT).build();
                assertThat(rules.decide(silent).isRight()).isTrue();
                assertThat(STANDARD.decide(silent).isRight()).isFalse();
            }
        }

        static Stream<Rule> replaceable() {
            return allRules().filter(Rule::replaceable);
        }

        static Stream<Rule> fixed() {
            return allRules().filter(rule -> !rule.replaceable());
        }

        @ParameterizedTest
        @MethodSource("replaceable")
        @DisplayName("every assumed rule can be replaced, those of RETRY included")
        void replacesEveryAssumedRule(Rule rule) {
            Eligibility rules = STANDARD.replacing(rule, freeze);

            for (InvocationType type : InvocationType.values()) {
                for (Operation operation : Operation.values()) {
                    boolean asked = STANDARD.rules(type, operation).contains(rule);
                    assertThat(rules.rules(type, operation).contains(freeze)).isEqualTo(asked);
                    assertThat(rules.rules(type, operation)).doesNotContain(rule);
                }
            }
        }

        @ParameterizedTest
        @MethodSource("fixed")
        @DisplayName("no fixed rule can be replaced")
        void refusesToReplaceAFixedRule(Rule rule) {
            assertThatThrownBy(() -> STANDARD.replacing(rule, freeze))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(rule.name());
        }

        @Test
        @DisplayName("a rule that is not in force cannot be replaced")
        void refusesToReplaceARuleThatIsNotInForce() {
            assertThatThrownBy(() -> STANDARD.replacing(freeze, freeze))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not in force");
        }

        @Test
        @DisplayName("replacing a rule by itself changes nothing")
        void replacingARuleByItselfChangesNothing() {
            Eligibility rules = STANDARD.replacing(CommonRules.UNIAGENT_RUNNING, CommonRules.UNIAGENT_RUNNING);

            assertThat(rules.rules(InvocationType.INSTALL, Operation.INSTALL))
                    .isEqualTo(STANDARD.rules(InvocationType.INSTALL, Operation.INSTALL));
        }

        private static Stream<Rule> allRules() {
            return Stream.of(CommonRules.ALL, InstallRules.ALL, UpdateRules.ALL, RollbackRules.ALL, RetryRules.ALL)
                    .flatMap(List::stream)
                    .distinct();
        }
    }
}
