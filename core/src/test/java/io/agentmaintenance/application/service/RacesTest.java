package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.World.refused;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.fixture.World;
import java.util.Collections;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A rival acts between the moment in which a request has read and judged and the moment in which it stores. */
@DisplayName("An item that loses a race to another request is checked again and")
class RacesTest {
    private final World world = new World();

    @Test
    @DisplayName("is refused in its position if the other task is in progress")
    void isRefusedIfTheOtherTaskIsInProgress() {
        world.with("s1", noAgent()).with("s2", noAgent()).with("s3", noAgent());
        rival(() -> world.install("s2"));

        BatchResult result = world.install("s1", "s2", "s3");

        String rivals = world.task("t4").id().value();
        assertThat(World.serversOf(result)).containsExactlyElementsOf(servers("s1", "s2", "s3"));
        assertThat(words(result)).containsExactly("t1", "TASK_IN_PROGRESS", "t3");
        assertThat(refused(result, 1).refusal().message()).contains(rivals);
        assertThat(world.repository.all()).hasSize(3);
        assertThat(world.listener.news()).containsExactlyInAnyOrder("t1 accepted", "t3 accepted", "t4 accepted");
        assertThat(world.executor.started()).extracting(i -> i.id().value()).containsExactly("t4", "t1", "t3");
    }

    @Test
    @DisplayName("is refused if the other task has already done the work")
    void isRefusedIfTheOtherTaskHasDoneTheWork() {
        world.with("s1", noAgent());
        rival(() -> {
            world.install("s1");
            world.succeeds("t2");
        });

        assertThat(words(world.install("s1"))).containsExactly("ALREADY_INSTALLED");
    }

    @Test
    @DisplayName("is accepted if the other task has failed; its task comes after that one")
    void isAcceptedIfTheOtherTaskHasFailed() {
        world.with("s1", noAgent());
        rival(() -> {
            world.install("s1");
            world.fails("t2");
        });

        assertThat(words(world.install("s1"))).containsExactly("t3");
        assertThat(world.task("t3").ordinal()).isEqualTo(world.task("t2").ordinal() + 1);
    }

    @Test
    @DisplayName("is refused as superseded if both requests retry the same task")
    void isRefusedIfTheOtherRequestRetriesTheSameTask() {
        world.with("s1", noAgent()).install("s1");
        world.fails("t1");
        rival(() -> world.retry("t1"));

        BatchResult result = world.retry("t1");

        assertThat(words(result)).containsExactly("SUPERSEDED");
        assertThat(refused(result, 0).refusal().message()).contains("t3");
        assertThat(world.has("t2")).isFalse();
    }

    @Test
    @DisplayName("is refused if a late report completes the task that it retries")
    void isRefusedIfALateReportCompletesTheRetriedTask() {
        world.with("s1", noAgent()).install("s1");
        world.timesOut("t1");
        rival(() -> world.succeeds("t1"));

        assertThat(words(world.retry("t1"))).containsExactly("ALREADY_SUCCEEDED");
    }

    @Test
    @DisplayName("is refused if both requests roll back the same update")
    void isRefusedIfTheOtherRequestRollsBackTheSameUpdate() {
        String update = world.updated("s1");
        rival(() -> world.rollback(update));

        BatchResult result = world.rollback(update);

        assertThat(words(result)).containsExactly("TASK_IN_PROGRESS");
        assertThat(refused(result, 0).refusal().message()).contains("t3");
    }

    @Test
    @DisplayName("is refused as contended after some rounds, while other items are accepted")
    void isRefusedAsContendedAfterSomeRounds() {
        world.with("s1", noAgent()).with("s2", noAgent()).with("s3", noAgent());
        world.repository.forcing(
                (write, invocation) -> invocation.instanceId().equals(server("s2")) ? WriteOutcome.CONFLICT : null);

        BatchResult result = world.install("s1", "s2", "s3");

        assertThat(words(result)).containsExactly("t1", "CONTENDED", "t3");
        assertThat(refused(result, 1).instanceId()).isEqualTo(server("s2"));
        assertThat(Collections.frequency(world.calls.log(), "repository.insert"))
                .isEqualTo(5);
        assertThat(world.executor.started()).hasSize(2);
    }

    @Test
    @DisplayName("is refused with its server if it is a contended RETRY")
    void returnsTheServerOfAContendedRetry() {
        world.with("s1", noAgent()).install("s1");
        world.fails("t1");
        world.repository.forcing((write, invocation) -> WriteOutcome.CONFLICT);

        BatchResult result = world.retry("t1");

        assertThat(words(result)).containsExactly("CONTENDED");
        assertThat(refused(result, 0).instanceId()).isEqualTo(server("s1"));
    }

    private void rival(Runnable action) {
        world.calls.before("repository.insert", once(action));
    }
}
