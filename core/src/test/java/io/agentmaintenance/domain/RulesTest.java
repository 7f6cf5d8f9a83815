package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.Facts.install;
import static io.agentmaintenance.domain.Facts.retry;
import static io.agentmaintenance.domain.Facts.rollback;
import static io.agentmaintenance.domain.Facts.task;
import static io.agentmaintenance.domain.Facts.update;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule alone. */
class RulesTest {
    private static RefusalReason reason(Rule rule, Facts facts) {
        return rule.check(facts.candidate()).fold(Refusal::reason, eligible -> null);
    }

    private static String message(Rule rule, Facts facts) {
        return rule.check(facts.candidate()).getLeft().message();
    }

    @Nested
    @DisplayName("Every operation asks that")
    class Common {
        @Test
        @DisplayName("the id was not named before in the request")
        void namedOnce() {
            assertThat(reason(CommonRules.NAMED_ONCE, install())).isNull();
            assertThat(reason(CommonRules.NAMED_ONCE, install().repeated()))
                    .isEqualTo(RefusalReason.DUPLICATE_IN_REQUEST);
        }

        @Test
        @DisplayName("the instance is known")
        void known() {
            assertThat(reason(CommonRules.INSTANCE_KNOWN, install())).isNull();
            assertThat(reason(CommonRules.INSTANCE_KNOWN, install().unknownInstance()))
                    .isEqualTo(RefusalReason.INSTANCE_NOT_FOUND);
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("no task is pending or running on it, and names the one that is")
        void free(InvocationStatus status) {
            Facts facts = update().latest(task("busy", Operation.UPDATE, "1.0", "2.0", status));
            boolean active = status == InvocationStatus.PENDING || status == InvocationStatus.RUNNING;
            assertThat(reason(CommonRules.INSTANCE_FREE, facts))
                    .isEqualTo(active ? RefusalReason.TASK_IN_PROGRESS : null);
            if (active) {
                assertThat(message(CommonRules.INSTANCE_FREE, facts)).contains("busy");
            }
        }

        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource({
            "RUNNING,",
            "NONE, UNIAGENT_NOT_INSTALLED",
            "UNKNOWN, UNIAGENT_UNREACHABLE",
            "SILENT, UNIAGENT_SILENT"
        })
        @DisplayName("the UniAgent is running")
        void uniAgent(UniAgentStatus status, RefusalReason refusal) {
            assertThat(reason(CommonRules.UNIAGENT_RUNNING, install().uniAgent(status)))
                    .isEqualTo(refusal);
        }
    }

    @Nested
    @DisplayName("INSTALL asks that")
    class Install {
        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource({
            "none,",
            "fault 1.0,",
            "running 1.0, ALREADY_INSTALLED",
            "stopped 1.0, AGENT_STOPPED",
            "unknown, AGENT_UNREACHABLE"
        })
        @DisplayName("the agent is absent or broken")
        void installable(String agent, RefusalReason refusal) {
            assertThat(reason(InstallRules.AGENT_INSTALLABLE, install().agent(agent)))
                    .isEqualTo(refusal);
        }

        @Test
        @DisplayName("the wished version is offered")
        void offered() {
            assertThat(reason(InstallRules.VERSION_OFFERED, install())).isNull();
            assertThat(reason(InstallRules.VERSION_OFFERED, install().target(null)))
                    .isEqualTo(RefusalReason.VERSION_NOT_FOUND);
        }
    }

    @Nested
    @DisplayName("UPDATE asks that")
    class Update {
        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource({"none, NOT_INSTALLED", "running 1.0,", "stopped 1.0,", "fault 1.0,", "unknown,"})
        @DisplayName("the agent is installed")
        void installed(String agent, RefusalReason refusal) {
            assertThat(reason(UpdateRules.AGENT_INSTALLED, update().agent(agent)))
                    .isEqualTo(refusal);
        }

        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource({"unknown, AGENT_UNREACHABLE", "running 1.0,", "stopped 1.0,", "fault 1.0,"})
        @DisplayName("the agent is running, broken or stopped")
        void answers(String agent, RefusalReason refusal) {
            assertThat(reason(UpdateRules.AGENT_ANSWERS, update().agent(agent))).isEqualTo(refusal);
        }

        @ParameterizedTest(name = "from {0} to {1} -> {2}")
        @CsvSource({"running 1.0, 2.0,", "running 2.0, 2.0, ALREADY_ON_VERSION", "fault, 2.0,"})
        @DisplayName("the target is not the present version")
        void differs(String agent, String target, RefusalReason refusal) {
            assertThat(reason(UpdateRules.VERSION_DIFFERS, update().agent(agent).target(target)))
                    .isEqualTo(refusal);
        }

        @ParameterizedTest(name = "from {0} to {1} -> {2}")
        @CsvSource({
            "running 1.0, 2.0,",
            "running 3.0, 2.0, DOWNGRADE_NOT_ALLOWED",
            "running 10.0, 9.9, DOWNGRADE_NOT_ALLOWED",
            "running 9.9, 10.0,",
            // Neither is newer, and the line differs: a change of the line alone.
            "running 2.0, 2.0.0,",
            // Neither is newer, and the line is the same.
            "running 1.0.0, 1.0, DOWNGRADE_NOT_ALLOWED",
            "fault, 2.0,"
        })
        @DisplayName("the target is newer")
        void newer(String agent, String target, RefusalReason refusal) {
            assertThat(reason(UpdateRules.VERSION_NEWER, update().agent(agent).target(target)))
                    .isEqualTo(refusal);
        }
    }

    @Nested
    @DisplayName("ROLLBACK asks that")
    class Rollback {
        @Test
        @DisplayName("the update is known")
        void known() {
            assertThat(reason(RollbackRules.UPDATE_KNOWN, rollback())).isNull();
            assertThat(reason(RollbackRules.UPDATE_KNOWN, rollback().unknownTask()))
                    .isEqualTo(RefusalReason.INVOCATION_NOT_FOUND);
        }

        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource({"UPDATE,", "INSTALL, NOT_ROLLBACKABLE", "ROLLBACK, NOT_ROLLBACKABLE"})
        @DisplayName("it is an update")
        void isUpdate(Operation operation, RefusalReason refusal) {
            Facts facts = rollback().undoing(task("x", operation, "1.0", "2.0", InvocationStatus.SUCCEEDED));
            assertThat(reason(RollbackRules.IS_UPDATE, facts)).isEqualTo(refusal);
        }

        @ParameterizedTest(name = "{0}, agent {1} -> {2}")
        @CsvSource({
            "PENDING, running 1.0, TASK_IN_PROGRESS",
            "RUNNING, running 1.0, TASK_IN_PROGRESS",
            "SUCCEEDED, running 2.0,",
            "SUCCEEDED, running 1.0, VERSION_CHANGED",
            "SUCCEEDED, none, VERSION_CHANGED",
            "FAILED, running 1.0, NOTHING_TO_ROLL_BACK",
            "FAILED, running 2.0,",
            "FAILED, fault 2.0,",
            "TIMEOUT, running 1.0, NOTHING_TO_ROLL_BACK",
            "TIMEOUT, running 2.0,",
            "CANCELED, running 2.0, NOTHING_TO_ROLL_BACK",
            "ROLLBACKED, running 1.0, ALREADY_ROLLED_BACK"
        })
        @DisplayName("it is finished, not undone, has changed something, and the agent still is on it")
        void state(InvocationStatus status, String agent, RefusalReason refusal) {
            Facts facts = rollback()
                    .undoing(task("u", Operation.UPDATE, "1.0", "2.0", status))
                    .agent(agent);
            assertThat(Eligibility.standard().decide(facts.candidate()).fold(Refusal::reason, c -> null))
                    .isEqualTo(refusal);
        }

        @Test
        @DisplayName("it is the last change of its instance, and names the newer one")
        void lastChange() {
            Facts newer = rollback()
                    .lastChange(task("newer", Operation.UPDATE, "2.0", "3.0", InvocationStatus.SUCCEEDED, Facts.NOW));
            assertThat(reason(RollbackRules.LAST_CHANGE, rollback())).isNull();
            assertThat(reason(RollbackRules.LAST_CHANGE, newer)).isEqualTo(RefusalReason.SUPERSEDED);
            assertThat(message(RollbackRules.LAST_CHANGE, newer)).contains("newer");
        }

        @ParameterizedTest(name = "{0} seconds after seven days -> {1}")
        @CsvSource({"-1,", "0,", "1, ROLLBACK_WINDOW_EXPIRED"})
        @DisplayName("the window of seven days is open")
        void window(int seconds, RefusalReason refusal) {
            var end = Facts.NOW.minus(Duration.ofDays(7)).minusSeconds(seconds);
            Facts facts =
                    rollback().undoing(task("u", Operation.UPDATE, "1.0", "2.0", InvocationStatus.SUCCEEDED, end));
            assertThat(reason(RollbackRules.WINDOW_OPEN, facts)).isEqualTo(refusal);
        }

        @Test
        @DisplayName("the version before it is known and offered")
        void previous() {
            assertThat(reason(RollbackRules.PREVIOUS_VERSION_OFFERED, rollback()))
                    .isNull();
            assertThat(reason(RollbackRules.PREVIOUS_VERSION_OFFERED, rollback().target(null)))
                    .isEqualTo(RefusalReason.NO_PREVIOUS_VERSION);
        }
    }

    @Nested
    @DisplayName("RETRY asks that")
    class Retry {
        @Test
        @DisplayName("the task is known")
        void known() {
            assertThat(reason(RetryRules.TASK_KNOWN, retry(Operation.INSTALL, InvocationStatus.FAILED)))
                    .isNull();
            assertThat(reason(
                            RetryRules.TASK_KNOWN,
                            retry(Operation.INSTALL, InvocationStatus.FAILED).unknownTask()))
                    .isEqualTo(RefusalReason.INVOCATION_NOT_FOUND);
        }

        @ParameterizedTest(name = "{0} -> {1}")
        @CsvSource({
            "PENDING, TASK_IN_PROGRESS",
            "RUNNING, TASK_IN_PROGRESS",
            "FAILED,",
            "TIMEOUT,",
            "CANCELED,",
            "SUCCEEDED, ALREADY_SUCCEEDED",
            "ROLLBACKED, ALREADY_ROLLED_BACK"
        })
        @DisplayName("it did not succeed")
        void didNotSucceed(InvocationStatus status, RefusalReason refusal) {
            assertThat(reason(RetryRules.DID_NOT_SUCCEED, retry(Operation.UPDATE, status)))
                    .isEqualTo(refusal);
        }

        @Test
        @DisplayName("it is the newest attempt of its chain, and names the newer one")
        void newestAttempt() {
            Invocation retried = task("t", Operation.INSTALL, null, "2.0", InvocationStatus.FAILED)
                    .retriedBy(InvocationId.of("newer"))
                    .after();
            Facts facts = retry(Operation.INSTALL, InvocationStatus.FAILED).repeating(retried);
            assertThat(reason(RetryRules.NEWEST_ATTEMPT, facts)).isEqualTo(RefusalReason.SUPERSEDED);
            assertThat(message(RetryRules.NEWEST_ATTEMPT, facts)).contains("newer");
        }

        @Test
        @DisplayName("nothing newer on the instance has succeeded")
        void nothingNewer() {
            Facts facts = retry(Operation.INSTALL, InvocationStatus.FAILED);
            assertThat(reason(RetryRules.NOTHING_NEWER, facts)).isNull();
            facts.lastChange(task("newer", Operation.UPDATE, "2.0", "3.0", InvocationStatus.SUCCEEDED, Facts.NOW));
            assertThat(reason(RetryRules.NOTHING_NEWER, facts)).isEqualTo(RefusalReason.SUPERSEDED);
        }

        @ParameterizedTest(name = "{0}, agent {1} -> {2}")
        @CsvSource({
            "TIMEOUT, running 2.0, ALREADY_ON_VERSION",
            "TIMEOUT, stopped 2.0, ALREADY_ON_VERSION",
            "TIMEOUT, running 1.0,",
            "TIMEOUT, fault 2.0,",
            "FAILED, running 2.0,",
            "CANCELED, running 2.0,"
        })
        @DisplayName("the work of a timed-out task does not turn out to be done")
        void workNotDone(InvocationStatus status, String agent, RefusalReason refusal) {
            assertThat(reason(
                            RetryRules.WORK_NOT_DONE,
                            retry(Operation.UPDATE, status).agent(agent)))
                    .isEqualTo(refusal);
        }
    }
}
