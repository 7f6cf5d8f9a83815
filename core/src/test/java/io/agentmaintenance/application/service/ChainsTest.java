package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static io.agentmaintenance.fixture.World.refused;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.fixture.World;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Among tasks that repeat or undo other tasks,")
class ChainsTest {
    private final World world = new World();

    @Nested
    @DisplayName("a chain of retries")
    class Retries {
        @Test
        @DisplayName("keeps the id of its first task, and only its newest attempt can be retried")
        void keepsItsRootAndRetriesOnlyTheNewestAttempt() {
            world.with("s1", noAgent()).install("s1");
            world.fails("t1");
            world.retry("t1");
            world.timesOut("t2");
            world.retry("t2");
            world.report("t3", Event.CANCELED);

            assertThat(words(world.retry("t1", "t2"))).containsExactly("SUPERSEDED", "SUPERSEDED");
            assertThat(refused(world.retry("t1"), 0).refusal().message()).contains("t2");
            assertThat(refused(world.retry("t2"), 0).refusal().message()).contains("t3");
            assertThat(words(world.retry("t3"))).containsExactly("t4");
            assertThat(world.task("t4").lineage()).isEqualTo(new Lineage(task("t3"), task("t1"), null, null));
            assertThat(world.task("t4").operation()).isEqualTo(Operation.INSTALL);
        }

        @Test
        @DisplayName("cannot be continued if a newer task of the server has succeeded")
        void cannotBeRetriedAfterANewerSuccess() {
            world.with("s1", noAgent()).install("s1");
            world.fails("t1");
            world.install("s1");
            world.succeeds("t2");

            BatchResult result = world.retry("t1");

            assertThat(words(result)).containsExactly("SUPERSEDED");
            assertThat(refused(result, 0).refusal().message()).contains("t2");
        }

        @Test
        @DisplayName("is checked by the current rules of the operation, with the pinned target")
        void appliesTheRulesOfTheOperationToThePinnedTarget() {
            world.with("s1", agentRunning("2.4.1")).update("s1");
            world.fails("t1");
            assertThat(words(world.with("s1", noAgent()).retry("t1"))).containsExactly("NOT_INSTALLED");

            world.with("s1", agentRunning("2.4.1"));
            world.versions = AgentVersions.of(List.of());
            assertThat(words(world.retry("t1"))).containsExactly("VERSION_NOT_FOUND");
        }

        @Test
        @DisplayName("can be rolled back like an update if it repeats an update")
        void allowsTheRollbackOfARetriedUpdate() {
            world.with("s1", agentRunning("2.4.1")).update("s1");
            world.fails("t1");
            world.retry("t1");
            world.succeeds("t2");

            assertThat(words(world.rollback("t1", "t2"))).containsExactly("SUPERSEDED", "t3");
            world.succeeds("t3");
            assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.ROLLBACKED);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.FAILED);
        }
    }

    @Nested
    @DisplayName("a rollback")
    class Rollbacks {
        @Test
        @DisplayName("that fails can be retried, and the success of the retry turns the update into ROLLBACKED")
        void marksTheUpdateWhenItsRetrySucceeds() {
            String update = world.updated("s1");
            world.rollback(update);
            world.fails("t2");

            assertThat(words(world.retry("t2"))).containsExactly("t3");
            assertThat(world.task("t3").operation()).isEqualTo(Operation.ROLLBACK);
            assertThat(world.task("t3").versions().target()).isEqualTo(version("2.4.1"));
            assertThat(world.task("t3").lineage()).isEqualTo(new Lineage(task("t2"), task("t2"), task(update), null));

            world.succeeds("t3");
            assertThat(world.task(update).status()).isEqualTo(InvocationStatus.ROLLBACKED);
            assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.FAILED);
        }

        @Test
        @DisplayName("cannot be retried if its update is no longer stored")
        void cannotBeRetriedWithoutItsUpdate() {
            String update = world.updated("s1");
            world.rollback(update);
            world.fails("t2");
            world.repository.forget(task(update));

            assertThat(words(world.retry("t2"))).containsExactly("INVOCATION_NOT_FOUND");
        }

        @Test
        @DisplayName("cannot be rolled back, and neither can its retry")
        void cannotBeRolledBack() {
            String update = world.updated("s1");
            world.rollback(update);
            world.fails("t2");
            world.retry("t2");
            world.succeeds("t3");

            assertThat(words(world.rollback("t2", "t3"))).containsExactly("NOT_ROLLBACKABLE", "NOT_ROLLBACKABLE");
        }

        @Test
        @DisplayName("undoes only the last update; the one before is superseded")
        void undoesOnlyTheLastUpdate() {
            world.with("s1", agentRunning("2.4.1"))
                    .create(new InvocationRequest.Update(
                            PROJECT,
                            io.agentmaintenance.fixture.TestValues.servers("s1"),
                            io.agentmaintenance.domain.VersionWish.exactly(version("2.7.1")),
                            null));
            world.succeeds("t1");
            world.update("s1");
            world.succeeds("t2");

            assertThat(words(world.rollback("t1", "t2"))).containsExactly("SUPERSEDED", "t3");
        }

        @Test
        @DisplayName("undoes an update that timed out if the agent nevertheless reports its target")
        void undoesATimedOutUpdateIfTheAgentHasItsTarget() {
            world.with("s1", agentRunning("2.4.1")).update("s1");
            world.timesOut("t1");
            assertThat(words(world.rollback("t1"))).containsExactly("NOTHING_TO_ROLL_BACK");

            assertThat(words(world.with("s1", agentRunning("2.7.2")).rollback("t1")))
                    .containsExactly("t2");
            world.succeeds("t2");
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.ROLLBACKED);
        }
    }

    @Nested
    @DisplayName("a retry after a time-out depends on the state of the agent:")
    class WorkDone {
        @Test
        @DisplayName("if the work is done, the old task becomes a late success and the retry is refused")
        void completesTheTimedOutTaskIfTheWorkIsDone() {
            world.with("s1", noAgent()).install("s1");
            world.timesOut("t1");
            world.listener.forget();

            BatchResult result = world.with("s1", agentRunning("2.7.2")).retry("t1");

            assertThat(words(result)).containsExactly("ALREADY_ON_VERSION");
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.task("t1").progress().late()).isTrue();
            assertThat(world.listener.news()).containsExactly("t1 TIMEOUT>SUCCEEDED");
            assertThat(world.repository.all()).hasSize(1);
        }

        @Test
        @DisplayName("if the work of a rollback is done, its update becomes ROLLBACKED too")
        void completesTheRollbackAndItsUpdateIfTheWorkIsDone() {
            String update = world.updated("s1");
            world.rollback(update);
            world.timesOut("t2");
            world.listener.forget();

            assertThat(words(world.with("s1", agentRunning("2.4.1")).retry("t2")))
                    .containsExactly("ALREADY_ON_VERSION");

            assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.task(update).status()).isEqualTo(InvocationStatus.ROLLBACKED);
            assertThat(world.listener.news()).containsExactly("t2 TIMEOUT>SUCCEEDED", "t1 SUCCEEDED>ROLLBACKED");
        }

        @Test
        @DisplayName("if the work is not done, it is retried")
        void retriesIfTheWorkIsNotDone() {
            world.with("s1", noAgent()).install("s1");
            world.timesOut("t1");

            assertThat(words(world.retry("t1"))).containsExactly("t2");
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.TIMEOUT);
        }

        @Test
        @DisplayName("a failed task is not completed, although its retry is refused too")
        void doesNotCompleteAFailedTask() {
            world.with("s1", agentRunning("2.4.1")).update("s1");
            world.fails("t1");

            assertThat(words(world.with("s1", agentRunning("2.7.2")).retry("t1")))
                    .containsExactly("ALREADY_ON_VERSION");
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.FAILED);
        }
    }
}
