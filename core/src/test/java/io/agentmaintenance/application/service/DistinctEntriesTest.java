package io.agentmaintenance.application.service;

import static io.agentmaintenance.application.port.in.ReportOutcome.APPLIED;
import static io.agentmaintenance.application.port.in.ReportOutcome.REPEATED;
import static io.agentmaintenance.domain.ExecutionReport.Event.SUCCEEDED;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.World.reportOf;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.fixture.World;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The store of these tests throws if two entries of one call concern the same invocation, or the same server. */
@DisplayName("The entries of one call to the store are distinct,")
class DistinctEntriesTest {
    private final World world = new World();

    @Test
    @DisplayName("where a request names two tasks of the same server: the first one is accepted")
    void twoTasksOfOneServer() {
        failedTwiceOn("s1");

        assertThat(words(world.retry("t1", "t2"))).containsExactly("t3", "TASK_IN_PROGRESS");
        assertThat(world.uncaught).isEmpty();
    }

    @Test
    @DisplayName("where the first of them cannot be stored: the second one is accepted in its place")
    void secondTaskWhereTheFirstIsNotStored() {
        failedTwiceOn("s1");
        world.repository.forcing(
                (write, invocation) -> task("t1").equals(invocation.lineage().retryOf()) ? WriteOutcome.FAILED : null);

        assertThat(words(world.retry("t1", "t2"))).containsExactly("STORE_UNAVAILABLE", "t4");
        assertThat(world.uncaught).isEmpty();
    }

    @Test
    @DisplayName("where two rollbacks of the same update are reported at once: it is rolled back once")
    void twoRollbacksOfOneUpdate() {
        String update = world.updated("s1");
        world.rollback(update);
        world.timesOut("t2");
        world.rollback(update);
        world.starts("t3");
        world.listener.forget();

        assertThat(world.maintenance.reports().report(List.of(reportOf("t2", SUCCEEDED), reportOf("t3", SUCCEEDED))))
                .containsExactly(APPLIED, APPLIED);

        assertThat(world.listener.news())
                .containsExactly("t2 TIMEOUT>SUCCEEDED", "t1 SUCCEEDED>ROLLBACKED", "t3 RUNNING>SUCCEEDED");
        assertThat(world.uncaught).isEmpty();
    }

    @Test
    @DisplayName("and a report that comes after them is recorded for its own task")
    void reportBehindTwoRollbacksOfOneUpdate() {
        String update = world.updated("s1");
        world.rollback(update);
        world.timesOut("t2");
        world.rollback(update);
        world.starts("t3");
        world.with("s2", noAgent()).install("s2");
        world.starts("t4");

        assertThat(world.maintenance
                        .reports()
                        .report(List.of(
                                reportOf("t2", SUCCEEDED), reportOf("t3", SUCCEEDED), reportOf("t4", SUCCEEDED))))
                .containsExactly(APPLIED, APPLIED, APPLIED);

        assertThat(World.tasks("t2", "t3", "t4"))
                .allSatisfy(id -> assertThat(world.task(id.value()).status()).isEqualTo(InvocationStatus.SUCCEEDED));
        assertThat(world.uncaught).isEmpty();
    }

    @Test
    @DisplayName("where a rollback and its update are reported at once: the later one finds what the earlier one did")
    void rollbackAndItsUpdate() {
        timedOutUpdateUnderRollback();
        assertThat(world.maintenance.reports().report(List.of(reportOf("t2", SUCCEEDED), reportOf("t1", SUCCEEDED))))
                .containsExactly(APPLIED, REPEATED);

        assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.ROLLBACKED);
        assertThat(world.task("t1").progress().late()).isFalse();
        assertThat(world.uncaught).isEmpty();
    }

    @Test
    @DisplayName("and in the other order, too")
    void updateAndItsRollback() {
        timedOutUpdateUnderRollback();
        assertThat(world.maintenance.reports().report(List.of(reportOf("t1", SUCCEEDED), reportOf("t2", SUCCEEDED))))
                .containsExactly(APPLIED, APPLIED);

        assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.ROLLBACKED);
        assertThat(world.task("t1").progress().late()).isTrue();
        assertThat(world.uncaught).isEmpty();
    }

    @Test
    @DisplayName("where a RETRY names twice a task whose work is done: it is completed once")
    void workDoneNamedTwice() {
        world.with("s1", noAgent()).install("s1");
        world.timesOut("t1");
        world.listener.forget();
        world.with("s1", agentRunning("2.7.2"));

        assertThat(words(world.retry("t1", "t1"))).containsExactly("ALREADY_ON_VERSION", "DUPLICATE_IN_REQUEST");
        assertThat(world.listener.news()).containsExactly("t1 TIMEOUT>SUCCEEDED");
        assertThat(world.uncaught).isEmpty();
    }

    @Test
    @DisplayName("where a RETRY names two rollbacks of the same update, whose work is done: the first one is completed")
    void workOfTwoRollbacksDone() {
        String update = world.updated("s1");
        world.rollback(update);
        world.timesOut("t2");
        world.rollback(update);
        world.timesOut("t3");
        world.listener.forget();
        world.calls.forget();
        world.with("s1", agentRunning("2.4.1"));

        assertThat(words(world.retry("t2", "t3"))).containsExactly("ALREADY_ON_VERSION", "ALREADY_ON_VERSION");

        assertThat(world.listener.news()).containsExactly("t2 TIMEOUT>SUCCEEDED", "t1 SUCCEEDED>ROLLBACKED");
        assertThat(world.task("t3").status()).isEqualTo(InvocationStatus.TIMEOUT);
        assertThat(Collections.frequency(world.calls.log(), "repository.update"))
                .isEqualTo(1);
        assertThat(world.uncaught).isEmpty();
    }

    private void failedTwiceOn(String server) {
        world.with(server, noAgent()).install(server);
        world.fails("t1");
        world.install(server);
        world.fails("t2");
    }

    private void timedOutUpdateUnderRollback() {
        world.with("s1", agentRunning("2.4.1")).update("s1");
        world.timesOut("t1");
        world.with("s1", agentRunning("2.7.2")).rollback("t1");
        world.starts("t2");
    }
}
