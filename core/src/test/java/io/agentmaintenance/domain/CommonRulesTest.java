package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.CandidateBuilder.install;
import static io.agentmaintenance.domain.CandidateBuilder.retry;
import static io.agentmaintenance.domain.CandidateBuilder.rollback;
import static io.agentmaintenance.domain.CandidateBuilder.update;
import static io.agentmaintenance.domain.RefusalReason.DUPLICATE_IN_REQUEST;
import static io.agentmaintenance.domain.RefusalReason.INSTANCE_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.TASK_IN_PROGRESS;
import static io.agentmaintenance.domain.RefusalReason.UNIAGENT_NOT_INSTALLED;
import static io.agentmaintenance.domain.RefusalReason.UNIAGENT_SILENT;
import static io.agentmaintenance.domain.RefusalReason.UNIAGENT_UNREACHABLE;
import static io.agentmaintenance.fixture.RuleTable.asking;
import static io.agentmaintenance.fixture.RuleTable.rowsOf;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;

import io.agentmaintenance.fixture.RuleTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules of every operation")
class CommonRulesTest {
    static Stream<Row> rows() {
        return rowsOf(
                asking(CommonRules.NAMED_ONCE)
                        .allows("the server is named for the first time", install())
                        .refuses("the server was named before", install().namedBefore(), DUPLICATE_IN_REQUEST)
                        .refuses("the update was named before", rollback().namedBefore(), DUPLICATE_IN_REQUEST)
                        .refuses("the task was named before", retry().namedBefore(), DUPLICATE_IN_REQUEST),
                asking(CommonRules.INSTANCE_KNOWN)
                        .allows("the server is in the directory", update())
                        .refuses("the server is not in the directory", update().instanceUnknown(), INSTANCE_NOT_FOUND)
                        .refuses("the server of the task is gone", retry().instanceUnknown(), INSTANCE_NOT_FOUND),
                asking(CommonRules.INSTANCE_FREE)
                        .allows("no task yet", install().latest(null))
                        .refusesNaming(
                                "t1",
                                "a task is PENDING",
                                install().latest(aTask("t1").pending()),
                                TASK_IN_PROGRESS)
                        .refusesNaming(
                                "t2",
                                "a task of another type is RUNNING",
                                install().latest(aTask("t2").update().running()),
                                TASK_IN_PROGRESS)
                        .allows(
                                "the last task SUCCEEDED",
                                install().latest(aTask("t1").succeeded()))
                        .allows(
                                "the last task FAILED",
                                install().latest(aTask("t1").failed()))
                        .allows(
                                "the last task is TIMEOUT",
                                install().latest(aTask("t1").timedOut()))
                        .allows(
                                "the last task was CANCELED",
                                install().latest(aTask("t1").canceled()))
                        .allows(
                                "the last task was ROLLBACKED",
                                install().latest(aTask("t1").update().rolledBack())),
                asking(CommonRules.UNIAGENT_RUNNING)
                        .allows("UniAgent running", install().uniAgent(UniAgentStatus.RUNNING))
                        .refuses("UniAgent none", install().uniAgent(UniAgentStatus.NONE), UNIAGENT_NOT_INSTALLED)
                        .refuses("UniAgent unknown", install().uniAgent(UniAgentStatus.UNKNOWN), UNIAGENT_UNREACHABLE)
                        .refuses(
                                "UniAgent silent: switched off on purpose",
                                install().uniAgent(UniAgentStatus.SILENT),
                                UNIAGENT_SILENT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("decide each case as the table says")
    void decideAsTheTableSays(Row row) {
        row.verify();
    }
}
