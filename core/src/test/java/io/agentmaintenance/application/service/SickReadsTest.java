package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentUnknown;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.World.hundred;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.fixture.Calls;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A server or a task that a port cannot read does not affect the others:")
class SickReadsTest {
    private final World world = new World();

    @Nested
    @DisplayName("requests")
    class Requests {
        @BeforeEach
        void addServers() {
            for (String server : hundred()) {
                world.with(server, noAgent());
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"57", "0 1 2 3 4", "0 20 40 60 80", "49 50", "95 96 97 98 99"})
        @DisplayName("for other servers are accepted, where the directory throws for some, and it is reported once")
        void directory(String sick) {
            Set<InstanceId> sickServers = numbered(sick);
            world.directory.sick(sickServers::contains);

            assertThatOthersAreAccepted(world.install(hundred()), sickServers, RefusalReason.DIRECTORY_UNAVAILABLE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"57", "0 20 40 60 80"})
        @DisplayName("for other servers are accepted, where the store throws for the history of some")
        void histories(String sick) {
            for (String server : hundred()) {
                world.repository.put(aTask("old-" + server).on(server).install().failed());
            }
            Set<InstanceId> sickServers = numbered(sick);
            world.repository.sick(i -> sickServers.contains(i.instanceId()));

            assertThatOthersAreAccepted(world.install(hundred()), sickServers, RefusalReason.STORE_UNAVAILABLE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"57", "0 20 40 60 80"})
        @DisplayName("to repeat other tasks are accepted, where the store throws for some")
        void earlierTasks(String sick) {
            for (String server : hundred()) {
                world.repository.put(aTask("old-" + server).on(server).install().failed());
            }
            Set<InstanceId> sickServers = numbered(sick);
            world.repository.sick(i -> sickServers.contains(i.instanceId()));

            String[] tasks =
                    Arrays.stream(hundred()).map(server -> "old-" + server).toArray(String[]::new);
            BatchResult result = world.retry(tasks);

            assertThat(result.acceptedCount()).isEqualTo(100 - sickServers.size());
            assertThat(result.refused())
                    .extracting(ItemOutcome.Refused::refusal)
                    .containsOnly(Refusal.of(RefusalReason.STORE_UNAVAILABLE));
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName("to repeat other rollbacks are accepted, where the store throws for the update that one undoes")
        void undoneUpdates() {
            List<String> rollbacks = new ArrayList<>();
            List<String> updates = new ArrayList<>();
            for (String server : List.of("s1", "s2", "s3")) {
                updates.add(world.updated(server));
                rollbacks.add(World.accepted(world.rollback(updates.get(updates.size() - 1))));
                world.fails(rollbacks.get(rollbacks.size() - 1));
            }
            world.repository.sick(i -> i.id().equals(task(updates.get(1))));

            assertThat(words(world.retry(rollbacks.toArray(String[]::new))))
                    .containsExactly("t7", "STORE_UNAVAILABLE", "t8");
        }

        @Test
        @DisplayName("that are only planned are explained, where the directory throws for one server")
        void plans() {
            world.directory.sick(server("s57")::equals);

            BatchPlan plan = world.maintenance.requests().plan(InvocationRequest.install(PROJECT, servers(hundred())));

            assertThat(plan.eligibleCount()).isEqualTo(99);
            assertThat(plan.items().get(57).refusals())
                    .containsExactly(Refusal.of(RefusalReason.DIRECTORY_UNAVAILABLE));
        }

        @Test
        @DisplayName(
                "name the reason of each item, where two ports fail for different ones, and both are reported together")
        void twoPorts() {
            world.repository.put(aTask("old").on("s2").install().failed());
            world.directory.sick(server("s1")::equals);
            world.repository.sick(i -> i.id().equals(task("old")));

            assertThat(words(world.install("s1", "s2", "s3")))
                    .containsExactly("DIRECTORY_UNAVAILABLE", "STORE_UNAVAILABLE", "t1");
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName("are accepted, where a failure passes, and it is reported once")
        void passing() {
            world.calls.before("directory.find", once(Calls::fail));

            assertThat(world.install(hundred()).acceptedCount()).isEqualTo(100);
            assertThat(world.uncaught).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"directory.find", "repository.histories"})
        @DisplayName("do not call a port that is down for each server")
        void portIsDown(String call) {
            world.calls.broken(call);

            assertThat(world.install(hundred()).refusedCount()).isEqualTo(100);
            assertThat(Collections.frequency(world.calls.log(), call)).isLessThanOrEqualTo(15);
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName("do not wait long for a port that is down, and slow")
        void slowOutage() {
            world.calls.before("directory.find", () -> {
                world.clock.advance(Duration.ofSeconds(30));
                Calls.fail();
            });

            assertThat(world.install(hundred()).refusedCount()).isEqualTo(100);
            assertThat(Collections.frequency(world.calls.log(), "directory.find"))
                    .isLessThanOrEqualTo(3);
        }

        private void assertThatOthersAreAccepted(BatchResult result, Set<InstanceId> sick, RefusalReason reason) {
            assertThat(result.acceptedCount()).isEqualTo(100 - sick.size());
            assertThat(result.refused())
                    .allSatisfy(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.of(reason)))
                    .extracting(ItemOutcome.Refused::instanceId)
                    .containsExactlyInAnyOrderElementsOf(sick);
            assertThat(world.executor.started()).isEqualTo(result.accepted());
            assertThat(world.uncaught).hasSize(1);
        }
    }

    @Nested
    @DisplayName("queries for agents")
    class Statuses {
        @Test
        @DisplayName("tell the states of the other servers; that of the one for which the directory throws is unknown")
        void otherServers() {
            for (String server : hundred()) {
                world.with(server, noAgent());
            }
            world.directory.sick(server("s57")::equals);

            List<Instance> found = query(hundred());

            assertThat(found).extracting(Instance::id).isEqualTo(servers(hundred()));
            assertThat(found.get(57).uniAgent()).isEqualTo(UniAgentStatus.UNKNOWN);
            assertThat(found.get(57).agent()).isEqualTo(agentUnknown());
            assertThat(found)
                    .filteredOn(i -> i.uniAgent() == UniAgentStatus.RUNNING)
                    .hasSize(99);
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName(
                "throw where nothing is known, after a few calls, and what is thrown is not reported a second time")
        void portIsDown() {
            world.calls.broken("directory.find");

            assertThatThrownBy(() -> query(hundred()))
                    .isInstanceOf(PortException.class)
                    .hasRootCauseMessage("broken by the test");
            assertThat(world.calls.log()).hasSizeLessThanOrEqualTo(15);
            assertThat(world.uncaught).isEmpty();
        }

        private List<Instance> query(String... servers) {
            return world.maintenance.agentStatuses().query(AgentStatusQuery.of(PROJECT, servers(servers)));
        }
    }

    private static Set<InstanceId> numbered(String numbers) {
        return Arrays.stream(numbers.split(" ", -1))
                .map(number -> server("s" + number))
                .collect(Collectors.toSet());
    }
}
