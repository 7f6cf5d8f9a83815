package io.agentmaintenance.application.service;

import static io.agentmaintenance.domain.ExecutionReport.failed;
import static io.agentmaintenance.domain.ExecutionReport.started;
import static io.agentmaintenance.domain.ExecutionReport.succeeded;
import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.fixture.Calls;
import io.agentmaintenance.fixture.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("When accepted tasks are handed over to the executor,")
class HandOverTest {
    private final World world = new World().with("s1", noAgent()).with("s2", noAgent());

    @Nested
    @DisplayName("a declined task is withdrawn")
    class Declined {
        @Test
        @DisplayName("item by item, and nothing of it remains")
        void withdrawsOnlyTheDeclinedTasks() {
            world.executor.declines(i -> i.instanceId().equals(server("s1")));

            BatchResult result = world.install("s1", "s2");

            assertThat(words(result)).containsExactly("EXECUTOR_UNAVAILABLE", "t2");
            assertThat(result.outcomes().get(0).instanceId()).isEqualTo(server("s1"));
            assertThat(world.maintenance
                            .invocations()
                            .find(InvocationQuery.newest(PROJECT))
                            .invocations())
                    .extracting(Invocation::id)
                    .containsExactly(task("t2"));
            assertThat(world.listener.news()).containsExactly("t1 accepted", "t2 accepted", "t1 withdrawn");
            assertThat(world.listener.notifiedTooEarly()).isEmpty();
            assertThat(world.report("t1", Event.STARTED)).isEqualTo(ReportOutcome.UNKNOWN);
        }

        @Test
        @DisplayName("together with the link of the task that it repeats, which can be retried again")
        void removesTheLinkOfADeclinedRetry() {
            world.install("s1");
            world.fails("t1");
            world.executor.declines(i -> true);

            assertThat(words(world.retry("t1"))).containsExactly("EXECUTOR_UNAVAILABLE");
            assertThat(world.task("t1").lineage()).isEqualTo(Lineage.none());
            assertThat(world.has("t2")).isFalse();

            world.executor.declines(i -> false);
            assertThat(words(world.retry("t1"))).containsExactly("t3");
            assertThat(world.task("t1").lineage().retriedBy()).isEqualTo(task("t3"));
        }

        @Test
        @DisplayName("only if it belongs to the request, whatever ids the executor returns")
        void ignoresUnknownIdsOfTheExecutor() {
            world.install("s1");
            world.executor.namesStrangers(task("t1"), task("nope"));

            assertThat(words(world.install("s2"))).containsExactly("t2");
            assertThat(world.has("t1")).isTrue();
            assertThat(world.calls.log()).doesNotContain("repository.withdraw");
        }
    }

    @Nested
    @DisplayName("if the store withdraws tasks and throws nevertheless,")
    class TakenBackUnseen {
        @Test
        @DisplayName("a task that is no longer stored is refused, and listeners are notified")
        void refusesWhatIsNoLongerStored() {
            world.executor.declines(i -> i.instanceId().equals(server("s1")));
            world.calls.brokenAfterwards("repository.withdraw");

            assertThat(words(world.install("s1", "s2"))).containsExactly("EXECUTOR_UNAVAILABLE", "t2");
            assertThat(world.listener.news()).containsExactly("t1 accepted", "t2 accepted", "t1 withdrawn");
        }

        @Test
        @DisplayName("a task stays accepted if the store cannot be read")
        void keepsTheTaskIfTheStoreCannotBeRead() {
            world.executor.declines(i -> true);
            world.calls.brokenAfterwards("repository.withdraw");
            world.calls.broken("repository.findAll");

            assertThat(words(world.install("s1"))).containsExactly("t1");
            assertThat(world.uncaught)
                    .as("the store failed to withdraw and to read")
                    .singleElement()
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        }
    }

    @Nested
    @DisplayName("a declined task stays accepted")
    class NotTakenBack {
        @Test
        @DisplayName("if the store is down")
        void keepsTheTaskIfTheStoreIsDown() {
            world.executor.declines(i -> true);
            world.calls.broken("repository.withdraw");

            assertThat(words(world.install("s1"))).containsExactly("t1");
            assertThat(world.uncaught).hasSize(1);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.PENDING);
            assertThat(world.listener.news()).containsExactly("t1 accepted");
        }

        @Test
        @DisplayName("if the store fails to withdraw it, while others are withdrawn")
        void keepsTheTaskThatTheStoreFailsToWithdraw() {
            world.executor.declines(i -> true);
            world.repository.forcing((write, invocation) ->
                    write.equals("withdraw") && invocation.id().equals(task("t1")) ? WriteOutcome.FAILED : null);

            assertThat(words(world.install("s1", "s2"))).containsExactly("t1", "EXECUTOR_UNAVAILABLE");
        }

        @Test
        @DisplayName("if its work began before the executor failed")
        void keepsATaskThatHasBegun() {
            world.executor.atStart((invocation, reports) -> {
                reports.report(started(invocation, WORKER));
                Calls.fail();
            });

            assertThat(words(world.install("s1", "s2"))).containsExactly("t1", "EXECUTOR_UNAVAILABLE");
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.RUNNING);
            assertThat(world.has("t2")).isFalse();
        }
    }

    @Nested
    @DisplayName("the executor may report before it returns:")
    class ReportsWithin {
        @Test
        @DisplayName("the item is accepted in the state in which it was stored")
        void returnsTheItemAsItWasStored() {
            List<ReportOutcome> outcomes = new ArrayList<>();
            world.executor.atStart((invocation, reports) -> outcomes.addAll(reports.report(List.of(
                    started(invocation, WORKER),
                    invocation.instanceId().equals(server("s1"))
                            ? succeeded(invocation)
                            : failed(invocation, "No room.")))));

            BatchResult result = world.install("s1", "s2");

            assertThat(outcomes).containsOnly(ReportOutcome.APPLIED).hasSize(4);
            assertThat(result.accepted()).extracting(Invocation::status).containsOnly(InvocationStatus.PENDING);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.task("t2").progress().message()).isEqualTo("No room.");
            assertThat(world.listener.news())
                    .containsExactly(
                            "t1 accepted",
                            "t2 accepted",
                            "t1 PENDING>RUNNING",
                            "t1 RUNNING>SUCCEEDED",
                            "t2 PENDING>RUNNING",
                            "t2 RUNNING>FAILED");
        }
    }
}
