package io.agentmaintenance.application.service;

import static io.agentmaintenance.domain.RefusalReason.CATALOG_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.DIRECTORY_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.EXECUTOR_UNAVAILABLE;
import static io.agentmaintenance.domain.RefusalReason.STORE_IN_DOUBT;
import static io.agentmaintenance.domain.RefusalReason.STORE_UNAVAILABLE;
import static io.agentmaintenance.fixture.Calls.fromTime;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.World.hundred;
import static io.agentmaintenance.fixture.World.refused;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.PlannedItem;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.fixture.Calls;
import io.agentmaintenance.fixture.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("When a port fails, the items concerned are refused and nothing is thrown:")
class OutagesTest {
    private final World world = new World();

    @Nested
    @DisplayName("the port fails permanently")
    class ForGood {
        @ParameterizedTest(name = "{0} breaks an INSTALL: {1}")
        @CsvSource({
            "directory.find, DIRECTORY_UNAVAILABLE",
            "repository.histories, STORE_UNAVAILABLE",
            "catalog.offered, CATALOG_UNAVAILABLE",
            "ids.next, STORE_UNAVAILABLE",
            "repository.insert, STORE_IN_DOUBT",
            "executor.start, EXECUTOR_UNAVAILABLE",
        })
        void refusesEachItemOfAnInstall(String call, RefusalReason reason) {
            world.with("s1", noAgent()).with("s2", noAgent()).calls.broken(call);

            BatchResult result = world.install("s1", "s2");

            assertThat(words(result)).containsExactly(reason.name(), reason.name());
            assertThat(World.serversOf(result)).containsExactlyElementsOf(servers("s1", "s2"));
            assertThat(world.repository.all()).isEmpty();
        }

        @ParameterizedTest(name = "{0} breaks a RETRY: {1}")
        @CsvSource({
            "repository.findAll, STORE_UNAVAILABLE",
            "directory.find, DIRECTORY_UNAVAILABLE",
            "repository.histories, STORE_UNAVAILABLE",
            "catalog.offered, CATALOG_UNAVAILABLE",
            "ids.next, STORE_UNAVAILABLE",
            "repository.insert, STORE_IN_DOUBT",
            "executor.start, EXECUTOR_UNAVAILABLE",
        })
        void refusesTheItemOfARetry(String call, RefusalReason reason) {
            world.with("s1", noAgent()).install("s1");
            world.fails("t1");
            Invocation failed = world.task("t1");
            world.calls.broken(call);

            BatchResult result = world.retry("t1");

            assertThat(World.reason(result)).isEqualTo(reason);
            assertThat(refused(result, 0).invocationId()).isEqualTo(task("t1"));
            if (!call.equals("repository.findAll")) {
                assertThat(refused(result, 0).instanceId()).isEqualTo(server("s1"));
            }
            assertThat(world.repository.all()).hasSize(1);
            assertThat(world.task("t1").lineage()).isEqualTo(failed.lineage());
        }

        @Test
        @DisplayName("with an exception that it does not document")
        void refusesAfterAnUndocumentedException() {
            world.with("s1", noAgent()).calls.before("directory.find", () -> {
                throw new UnsupportedOperationException("a bug of the adapter");
            });

            assertThat(World.reason(world.install("s1"))).isEqualTo(DIRECTORY_UNAVAILABLE);
        }

        @Test
        @DisplayName("when it reads the update that a retried rollback undoes")
        void refusesIfTheUndoneUpdateCannotBeRead() {
            String update = world.updated("s1");
            world.rollback(update);
            world.fails("t2");
            world.calls.before("repository.findAll", fromTime(2, Calls::fail));

            assertThat(World.reason(world.retry("t2"))).isEqualTo(STORE_UNAVAILABLE);
        }
    }

    @Nested
    @DisplayName("the store fails while it stores")
    class WhileStoring {
        @Test
        @DisplayName("item 57 of 100: the other 99 are accepted")
        void acceptsTheOther99Items() {
            for (String name : hundred()) {
                world.with(name, noAgent());
            }
            world.repository.forcing(
                    (write, invocation) -> invocation.instanceId().equals(server("s57")) ? WriteOutcome.FAILED : null);

            BatchResult result = world.install(hundred());

            assertThat(result.acceptedCount()).isEqualTo(99);
            assertThat(refused(result, 57).refusal()).isEqualTo(Refusal.of(STORE_UNAVAILABLE));
            assertThat(refused(result, 57).instanceId()).isEqualTo(server("s57"));
            assertThat(world.executor.started()).hasSize(99);
        }

        @Test
        @DisplayName("and throws although it stored the tasks: the stored ones are accepted")
        void acceptsWhatWasStoredNevertheless() {
            world.with("s1", noAgent()).with("s2", agentRunning("2.4.1")).calls.brokenAfterwards("repository.insert");

            BatchResult result = world.install("s1", "s2");

            assertThat(words(result)).containsExactly("t1", "ALREADY_INSTALLED");
            assertThat(world.executor.started()).extracting(Invocation::id).containsExactly(task("t1"));
            assertThat(world.listener.news()).containsExactly("t1 accepted");
        }

        @Test
        @DisplayName(
                "and throws before it has stored: the refusal does not say that nothing was started, and later turns hand over")
        void storedLater() {
            world.with("s1", noAgent());
            List<Runnable> underWay = new ArrayList<>();
            world.calls.before("repository.insert", () -> {
                underWay.add(() ->
                        world.repository.put(aTask("t1").on("s1").install().pending()));
                Calls.fail();
            });

            BatchResult result = world.install("s1");

            assertThat(words(result)).containsExactly("STORE_IN_DOUBT");
            assertThat(refused(result, 0).refusal().message())
                    .contains("not known")
                    .doesNotContain("nothing");
            underWay.forEach(Runnable::run);
            assertThat(world.maintenance.supervision().resumePending()).isEqualTo(1);
            assertThat(world.executor.started()).extracting(Invocation::id).containsExactly(task("t1"));
        }

        @Test
        @DisplayName("and throws although it stored, and cannot be asked for one: the others count as stored")
        void storedNeverthelessAndOneUnreadable() {
            for (String name : hundred()) {
                world.with(name, noAgent());
            }
            world.calls.after("repository.insert", () -> {
                world.repository.sick(i -> i.instanceId().equals(server("s57")));
                Calls.fail();
            });

            BatchResult result = world.install(hundred());

            assertThat(result.acceptedCount()).isEqualTo(99);
            assertThat(refused(result, 57).refusal()).isEqualTo(Refusal.of(STORE_IN_DOUBT));
            assertThat(world.executor.started()).hasSize(99);
        }

        @Test
        @DisplayName("and cannot be read afterwards: the items are refused as in doubt")
        void refusesAsInDoubtIfTheStoreCannotBeRead() {
            world.with("s1", noAgent()).with("s2", noAgent()).calls.broken("repository.insert");
            world.calls.broken("repository.findAll");

            assertThat(words(world.install("s1", "s2"))).containsExactly("STORE_IN_DOUBT", "STORE_IN_DOUBT");
            assertThat(world.listener.news()).isEmpty();
        }

        @Test
        @DisplayName("the late success of a timed-out task: the retry is refused nevertheless, and it is reported")
        void refusesTheRetryIfTheLateSuccessIsNotStored() {
            world.with("s1", noAgent()).install("s1");
            world.timesOut("t1");
            world.with("s1", agentRunning("2.7.2")).calls.broken("repository.update");

            assertThat(words(world.retry("t1"))).containsExactly("ALREADY_ON_VERSION");
            assertThat(world.uncaught).hasSize(1);
            world.calls.mended();
            assertThat(words(world.retry("t1"))).containsExactly("ALREADY_ON_VERSION");
            assertThat(words(world.retry("t1"))).containsExactly("ALREADY_SUCCEEDED");
        }
    }

    @Nested
    @DisplayName("the port fails halfway")
    class InBetween {
        @Test
        @DisplayName("in the second round of a race: the tasks stored in the first round stay accepted")
        void keepsWhatTheFirstRoundStored() {
            world.with("s1", noAgent()).with("s2", noAgent());
            world.repository.forcing(
                    (write, invocation) -> invocation.instanceId().equals(server("s2")) ? WriteOutcome.CONFLICT : null);
            world.calls.before("catalog.offered", fromTime(2, Calls::fail));

            assertThat(words(world.install("s1", "s2"))).containsExactly("t1", "CATALOG_UNAVAILABLE");
            assertThat(world.executor.started()).hasSize(1);
        }
    }

    @Test
    @DisplayName("a plan reports the outage for each item")
    void reportsTheOutageForEachItemOfAPlan() {
        world.with("s1", noAgent()).calls.broken("catalog.offered");

        BatchPlan plan = world.maintenance.requests().plan(InvocationRequest.install(PROJECT, servers("s1", "s2")));

        assertThat(plan.items())
                .extracting(PlannedItem::refusals)
                .containsExactly(List.of(Refusal.of(CATALOG_UNAVAILABLE)), List.of(Refusal.of(CATALOG_UNAVAILABLE)));
        assertThat(plan.items()).extracting(PlannedItem::instanceId).containsExactly(server("s1"), server("s2"));
    }

    @Test
    @DisplayName("a plan of a RETRY reports the server and the outage")
    void reportsServerAndOutageInAPlanOfARetry() {
        world.with("s1", noAgent()).install("s1");
        world.fails("t1");
        world.calls.broken("directory.find");

        PlannedItem item = world.maintenance
                .requests()
                .plan(InvocationRequest.retry(PROJECT, World.tasks("t1")))
                .items()
                .get(0);

        assertThat(item.instanceId()).isEqualTo(server("s1"));
        assertThat(item.invocationId()).isEqualTo(task("t1"));
        assertThat(item.refusals()).containsExactly(Refusal.of(DIRECTORY_UNAVAILABLE));
    }

    @Test
    @DisplayName("an executor that is down refuses all items, and a repeated request is accepted afterwards")
    void acceptsTheRepeatedRequestAfterAnExecutorOutage() {
        world.with("s1", noAgent()).with("s2", noAgent()).calls.broken("executor.start");
        assertThat(world.install("s1", "s2").refused())
                .extracting(ItemOutcome.Refused::refusal)
                .containsOnly(Refusal.of(EXECUTOR_UNAVAILABLE));

        world.calls.mended();

        assertThat(world.install("s1", "s2").acceptedCount()).isEqualTo(2);
    }
}
