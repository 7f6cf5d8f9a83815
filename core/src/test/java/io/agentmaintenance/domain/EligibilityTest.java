package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.Facts.install;
import static io.agentmaintenance.domain.Facts.retry;
import static io.agentmaintenance.domain.Facts.rollback;
import static io.agentmaintenance.domain.Facts.task;
import static io.agentmaintenance.domain.Facts.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The rules in force")
class EligibilityTest {
    private final Eligibility rules = Eligibility.standard();

    private static final Invocation BUSY = task("busy", Operation.UPDATE, "1.0", "2.0", InvocationStatus.RUNNING);

    private List<RefusalReason> all(Facts facts) {
        var verdict = rules.explain(facts.candidate());
        return verdict.isValid()
                ? List.of()
                : verdict.getError().map(Refusal::reason).asJava();
    }

    private RefusalReason first(Facts facts) {
        return rules.decide(facts.candidate()).fold(Refusal::reason, c -> null);
    }

    @Test
    @DisplayName("let pass what meets every condition, for each kind of request")
    void eligible() {
        assertThat(all(install())).isEmpty();
        assertThat(all(update())).isEmpty();
        assertThat(all(rollback())).isEmpty();
        for (Operation operation : Operation.values()) {
            assertThat(all(retry(operation, InvocationStatus.FAILED)))
                    .as(operation.name())
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("are asked in the order existence, history, activity, reachability, agent, version")
    void order() {
        Facts facts = rollback()
                .undoing(task("u", Operation.INSTALL, "1.0", "2.0", InvocationStatus.SUCCEEDED))
                .latest(BUSY)
                .uniAgent(UniAgentStatus.SILENT)
                .agent("running 1.0")
                .target(null);
        assertThat(all(facts))
                .containsExactly(
                        RefusalReason.NOT_ROLLBACKABLE,
                        RefusalReason.TASK_IN_PROGRESS,
                        RefusalReason.UNIAGENT_SILENT,
                        RefusalReason.VERSION_CHANGED,
                        RefusalReason.NO_PREVIOUS_VERSION);
        assertThat(first(facts)).isEqualTo(RefusalReason.NOT_ROLLBACKABLE);
    }

    @Test
    @DisplayName("say nothing more about what does not exist, or was named before")
    void gates() {
        assertThat(all(install().unknownInstance())).containsExactly(RefusalReason.INSTANCE_NOT_FOUND);
        assertThat(all(rollback().unknownTask().unknownInstance())).containsExactly(RefusalReason.INVOCATION_NOT_FOUND);
        assertThat(all(retry(Operation.INSTALL, InvocationStatus.FAILED).unknownTask()))
                .containsExactly(RefusalReason.INVOCATION_NOT_FOUND);
        assertThat(all(install().latest(BUSY).repeated())).containsExactly(RefusalReason.DUPLICATE_IN_REQUEST);
    }

    @Test
    @DisplayName("of a retry are those of the operation it repeats, and its own")
    void retries() {
        assertThat(all(retry(Operation.INSTALL, InvocationStatus.FAILED).agent("running 1.0")))
                .containsExactly(RefusalReason.ALREADY_INSTALLED);
        assertThat(all(retry(Operation.UPDATE, InvocationStatus.FAILED).agent("none")))
                .containsExactly(RefusalReason.NOT_INSTALLED);
        assertThat(all(retry(Operation.ROLLBACK, InvocationStatus.FAILED).agent("running 3.0")))
                .containsExactly(RefusalReason.VERSION_CHANGED);
        assertThat(all(retry(Operation.INSTALL, InvocationStatus.FAILED).target(null)))
                .containsExactly(RefusalReason.VERSION_NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("explain first what they decide")
    void sameRules(UniAgentStatus uniAgent) {
        for (String agent : List.of("none", "running 1.0", "running 2.0", "stopped 1.0", "fault", "unknown")) {
            for (Invocation latest : new Invocation[] {null, BUSY}) {
                for (Facts facts :
                        List.of(install(), update(), rollback(), retry(Operation.UPDATE, InvocationStatus.TIMEOUT))) {
                    facts.agent(agent).uniAgent(uniAgent).latest(latest);
                    List<RefusalReason> explained = all(facts);
                    assertThat(first(facts)).isEqualTo(explained.isEmpty() ? null : explained.get(0));
                    assertThat(explained).doesNotHaveDuplicates();
                }
            }
        }
    }

    @Test
    @DisplayName("can be replaced where they are our own decision, and only there")
    void replacing() {
        Rule lenient = Rule.assumed(Stage.REACHABILITY, "the UniAgent need not run", c -> null);
        Eligibility changed = rules.replacing(CommonRules.UNIAGENT_RUNNING, lenient);
        Candidate silent = install().uniAgent(UniAgentStatus.SILENT).candidate();
        assertThat(changed.decide(silent).isRight()).isTrue();
        assertThat(rules.decide(silent).isRight()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> rules.replacing(CommonRules.INSTANCE_FREE, lenient));
        assertThatIllegalArgumentException().isThrownBy(() -> changed.replacing(CommonRules.UNIAGENT_RUNNING, lenient));
    }

    @Test
    @DisplayName("can be joined by a rule of the host, for an operation and its retries")
    void adding() {
        Rule freeze = Rule.assumed(
                Stage.ACTIVITY, "there is no change freeze", c -> Refusal.byHost("No changes before Christmas."));
        Eligibility changed = rules.adding(Operation.UPDATE, freeze);
        assertThat(changed.decide(update().candidate()).getLeft())
                .isEqualTo(new Refusal(RefusalReason.HOST_POLICY, "No changes before Christmas."));
        assertThat(changed.decide(
                                retry(Operation.UPDATE, InvocationStatus.FAILED).candidate())
                        .isRight())
                .isFalse();
        assertThat(changed.decide(install().candidate()).isRight()).isTrue();
    }
}
