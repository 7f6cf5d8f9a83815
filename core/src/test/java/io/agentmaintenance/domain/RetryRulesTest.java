package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.CandidateBuilder.install;
import static io.agentmaintenance.domain.CandidateBuilder.retry;
import static io.agentmaintenance.domain.CandidateBuilder.retryOf;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_ON_VERSION;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_ROLLED_BACK;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_SUCCEEDED;
import static io.agentmaintenance.domain.RefusalReason.INVOCATION_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.SUPERSEDED;
import static io.agentmaintenance.domain.RefusalReason.TASK_IN_PROGRESS;
import static io.agentmaintenance.fixture.RuleTable.asking;
import static io.agentmaintenance.fixture.RuleTable.rowsOf;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.agentBroken;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentStopped;
import static io.agentmaintenance.fixture.TestValues.noAgent;

import io.agentmaintenance.fixture.RuleTable.Row;
import io.agentmaintenance.fixture.TaskBuilder;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules of RETRY")
class RetryRulesTest {
    static Stream<Row> rows() {
        Invocation failed = anInstall().failed();
        // Dated as by a clock that was set back: the order of the chain counts, and not the times.
        Instant earlier = failed.createdAt().minusSeconds(600);
        Instant later = failed.createdAt().plusSeconds(600);
        return rowsOf(
                asking(RetryRules.TASK_KNOWN)
                        .allows("the task is known", retry())
                        .refuses("the task is not known", retry().invocationUnknown(), INVOCATION_NOT_FOUND),
                asking(RetryRules.DID_NOT_SUCCEED)
                        .allows("FAILED", retryOf(failed))
                        .allows("TIMEOUT", retryOf(anInstall().timedOut()))
                        .allows("CANCELED", retryOf(anInstall().canceled()))
                        .refusesNaming(
                                "install-1", "PENDING", retryOf(anInstall().pending()), TASK_IN_PROGRESS)
                        .refusesNaming(
                                "install-1", "RUNNING", retryOf(anInstall().running()), TASK_IN_PROGRESS)
                        .refuses("SUCCEEDED", retryOf(anInstall().succeeded()), ALREADY_SUCCEEDED)
                        .refuses("ROLLBACKED", retryOf(aTask("u").update().rolledBack()), ALREADY_ROLLED_BACK),
                asking(RetryRules.NEWEST_ATTEMPT)
                        .allows("never retried", retryOf(failed))
                        .refusesNaming(
                                "retry-1",
                                "retried before",
                                retryOf(anInstall().retriedBy("retry-1").failed()),
                                SUPERSEDED),
                asking(RetryRules.NOTHING_NEWER)
                        .allows("nothing ever succeeded", retryOf(failed))
                        .allows(
                                "something succeeded before it",
                                retryOf(failed)
                                        .lastChange(aTask("old")
                                                .ordinal(4)
                                                .created(later)
                                                .succeeded()))
                        .refusesNaming(
                                "newer",
                                "something succeeded after it",
                                retryOf(failed)
                                        .lastChange(aTask("newer")
                                                .ordinal(6)
                                                .created(earlier)
                                                .succeeded()),
                                SUPERSEDED)
                        .allows(
                                "something newer FAILED",
                                retryOf(failed)
                                        .latest(aTask("newer")
                                                .ordinal(6)
                                                .created(earlier)
                                                .failed())),
                asking(RetryRules.WORK_NOT_DONE)
                        .allows(
                                "timed out, no agent",
                                retryOf(anInstall().timedOut()).agent(noAgent()))
                        .allows(
                                "timed out, agent on another version",
                                retryOf(anInstall().timedOut()).agent(agentRunning("2.4.1")))
                        .refuses(
                                "timed out, and the agent runs the target",
                                retryOf(anInstall().timedOut()).agent(agentRunning("2.7.1")),
                                ALREADY_ON_VERSION)
                        .refuses(
                                "timed out, and the agent is stopped on the target",
                                retryOf(anInstall().timedOut()).agent(agentStopped("2.7.1")),
                                ALREADY_ON_VERSION)
                        .allows(
                                "timed out, and the agent is broken on the target",
                                retryOf(anInstall().timedOut()).agent(agentBroken("2.7.1")))
                        .allows("FAILED: the end is known", retryOf(failed).agent(agentRunning("2.7.1")))
                        .allows("not a RETRY", install().agent(agentRunning("2.7.1"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("decide each case as the table says")
    void decideAsTheTableSays(Row row) {
        row.verify();
    }

    /** To 2.7.1, as {@code install-1}. */
    private static TaskBuilder anInstall() {
        return aTask("install-1").ordinal(5).install();
    }
}
