package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentBroken;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.offer;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static io.agentmaintenance.fixture.World.hundred;
import static io.agentmaintenance.fixture.World.refused;
import static io.agentmaintenance.fixture.World.serversOf;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Origin;
import io.agentmaintenance.domain.Rule;
import io.agentmaintenance.domain.Stage;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.VersionWish;
import io.agentmaintenance.domain.Versions;
import io.agentmaintenance.fixture.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A request for maintenance")
class CreateServiceTest {
    private final World world = new World();

    @Nested
    @DisplayName("of each type")
    class Types {
        @Test
        @DisplayName("INSTALL goes from PENDING through RUNNING to SUCCEEDED")
        void installsThroughPendingAndRunningToSucceeded() {
            BatchResult result = world.with("s1", noAgent()).install("s1");

            Invocation accepted = world.task("t1");
            assertThat(result.accepted()).containsExactly(accepted);
            assertThat(accepted.status()).isEqualTo(InvocationStatus.PENDING);
            assertThat(accepted.type()).isEqualTo(InvocationType.INSTALL);
            assertThat(accepted.createdAt()).isEqualTo(NOON);
            assertThat(accepted.versions()).isEqualTo(Versions.from(null, version("2.7.2")));
            assertThat(world.executor.started()).containsExactly(accepted);

            world.starts("t1");
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.RUNNING);
            world.succeeds("t1");
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.task("t1").versions().current()).isEqualTo(version("2.7.2"));
        }

        @Test
        @DisplayName("shows a rule of the host which version is wished: of a RETRY its target, of a ROLLBACK none")
        void showsTheWishToARule() {
            List<String> wishes = new ArrayList<>();
            Rule listening = Rule.assumed(Stage.REQUEST, "listening", candidate -> {
                wishes.add(candidate.type() + " " + candidate.wish().version());
                return null;
            });
            World listened = new World(
                    Eligibility.standard().adding(Operation.UPDATE, listening).adding(Operation.ROLLBACK, listening));
            listened.with("s1", agentRunning("2.4.1")).update("s1");
            listened.fails("t1");
            listened.retry("t1");
            listened.succeeds("t2");
            listened.rollback("t2");

            assertThat(wishes).containsExactly("UPDATE null", "RETRY 2.7.2", "ROLLBACK null");
        }

        @Test
        @DisplayName("INSTALL repairs a broken agent")
        void repairsABrokenAgentByInstall() {
            assertThat(words(world.with("s1", agentBroken("2.7.2")).install("s1")))
                    .containsExactly("t1");
        }

        @Test
        @DisplayName("UPDATE goes to the newest version of the present type")
        void updatesToTheNewestVersionOfTheType() {
            world.with("basic", agentRunning("2.4.1"))
                    .with("advanced", agentRunning("2.7.2.0"))
                    .with("stranger", agentRunning("0.9"));

            BatchResult result = world.update("basic", "advanced", "stranger");

            assertThat(result.accepted())
                    .extracting(i -> i.versions().target().value())
                    .containsExactly("2.7.2", "3.0.1", "2.7.2");
            assertThat(world.task("t1").versions().previous()).isEqualTo(version("2.4.1"));
        }

        @Test
        @DisplayName(
                "ROLLBACK is a new task to the version before the update, which becomes ROLLBACKED in the same step")
        void rollsBackInANewTaskAndMarksTheUpdate() {
            String update = world.updated("s1");
            BatchResult result = world.rollback(update);
            Invocation rollback = world.task("t2");

            assertThat(words(result)).containsExactly("t2");
            assertThat(rollback.type()).isEqualTo(InvocationType.ROLLBACK);
            assertThat(rollback.versions()).isEqualTo(Versions.from(version("2.7.2"), version("2.4.1")));
            assertThat(rollback.lineage()).isEqualTo(Lineage.undoing(task(update)));
            assertThat(world.task(update).status()).isEqualTo(InvocationStatus.SUCCEEDED);

            world.succeeds("t2");
            assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.task(update).status()).isEqualTo(InvocationStatus.ROLLBACKED);
        }

        @Test
        @DisplayName("RETRY is a new task that repeats the operation to its pinned target")
        void retriesInANewTaskToThePinnedTarget() {
            world.with("s1", noAgent()).install("s1");
            world.fails("t1");
            world.versions = AgentVersions.of(
                    List.of(offer("2.7.2", VersionType.BASIC_VERSION), offer("2.9", VersionType.BASIC_VERSION)));

            BatchResult result = world.retry("t1");

            Invocation retry = world.task("t2");
            assertThat(words(result)).containsExactly("t2");
            assertThat(retry.type()).isEqualTo(InvocationType.RETRY);
            assertThat(retry.operation()).isEqualTo(Operation.INSTALL);
            assertThat(retry.versions().target()).isEqualTo(version("2.7.2"));
            assertThat(retry.lineage()).isEqualTo(new Lineage(task("t1"), task("t1"), null, null));
            assertThat(world.task("t1").lineage().retriedBy()).isEqualTo(task("t2"));
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.FAILED);
        }
    }

    @Nested
    @DisplayName("names a version")
    class Wishes {
        @Test
        @DisplayName("by its number or as the newest of a type, and the target is pinned when the task is accepted")
        void pinsTheNamedOrNewestVersion() {
            world.with("s1", noAgent()).with("s2", noAgent());

            world.create(new InvocationRequest.Install(
                    PROJECT, servers("s1"), VersionWish.exactly(version("2.4.1")), Origin.APICOM_BMS));
            world.create(new InvocationRequest.Install(
                    PROJECT, servers("s2"), VersionWish.newest(VersionType.ADVANCE_VERSION), null));
            world.versions = AgentVersions.of(List.of(offer("9.0", VersionType.ADVANCE_VERSION)));
            world.succeeds("t2");

            assertThat(world.task("t1").versions().target()).isEqualTo(version("2.4.1"));
            assertThat(world.task("t1").origin()).isEqualTo(Origin.APICOM_BMS);
            assertThat(world.task("t2").versions().target()).isEqualTo(version("3.0.1"));
        }
    }

    @Nested
    @DisplayName("is answered item by item")
    class ItemByItem {
        @Test
        @DisplayName("unknown servers do not affect the others: 100 items, every third unknown")
        void acceptsTheOthersIfSomeServersAreUnknown() {
            for (int i = 0; i < 100; i++) {
                if (i % 3 != 0) {
                    world.with("s" + i, noAgent());
                }
            }

            BatchResult result = world.install(hundred());

            assertThat(serversOf(result)).containsExactlyElementsOf(servers(hundred()));
            for (int i = 0; i < 100; i++) {
                assertThat(result.outcomes().get(i) instanceof ItemOutcome.Accepted)
                        .isEqualTo(i % 3 != 0);
            }
            assertThat(world.repository.all()).hasSize(66);
            assertThat(world.executor.started()).isEqualTo(result.accepted());
        }

        @Test
        @DisplayName("a refused item creates nothing")
        void createsNothingForARefusedItem() {
            assertThat(words(world.install("s1", "s2"))).containsExactly("INSTANCE_NOT_FOUND", "INSTANCE_NOT_FOUND");

            assertThat(world.repository.all()).isEmpty();
            assertThat(world.listener.news()).isEmpty();
            assertThat(world.calls.log()).doesNotContain("ids.next", "repository.insert", "executor.start");
        }

        @Test
        @DisplayName("a repeated item is refused in its own position, whatever the outcome of the first")
        void refusesARepeatedItemInItsOwnPosition() {
            world.with("s1", noAgent());

            assertThat(words(world.install("s1", "x", "s1", "x", "s1")))
                    .containsExactly(
                            "t1",
                            "INSTANCE_NOT_FOUND",
                            "DUPLICATE_IN_REQUEST",
                            "DUPLICATE_IN_REQUEST",
                            "DUPLICATE_IN_REQUEST");
        }

        @Test
        @DisplayName(
                "of two tasks of the same server the first is retried, and the second is refused because that retry is in progress")
        void retriesOnlyTheFirstOfTwoTasksOfOneServer() {
            world.with("s1", noAgent()).install("s1");
            world.fails("t1");
            world.install("s1");
            world.fails("t2");

            BatchResult result = world.retry("t1", "t2");

            assertThat(words(result)).containsExactly("t3", "TASK_IN_PROGRESS");
            assertThat(refused(result, 1).refusal().message()).contains("t3");
            assertThat(refused(result, 1).instanceId()).isEqualTo(server("s1"));
        }

        @Test
        @DisplayName("a refused ROLLBACK or RETRY returns the id of its task, and of the server if that is known")
        void returnsTheTaskAndServerOfARefusedItem() {
            world.with("s1", noAgent()).install("s1");

            for (BatchResult result : List.of(world.retry("t1", "nope"), world.rollback("t1", "nope"))) {
                assertThat(refused(result, 0).invocationId()).isEqualTo(task("t1"));
                assertThat(refused(result, 0).instanceId()).isEqualTo(server("s1"));
                assertThat(refused(result, 1).invocationId()).isEqualTo(task("nope"));
                assertThat(refused(result, 1).instanceId()).isNull();
            }
        }
    }

    @Test
    @DisplayName("does not see tasks or servers of other projects")
    void doesNotSeeOtherProjects() {
        world.with("s1", noAgent()).install("s1");
        world.fails("t1");

        assertThat(words(world.create(InvocationRequest.retry(OTHER_PROJECT, World.tasks("t1")))))
                .containsExactly("INVOCATION_NOT_FOUND");
        assertThat(words(world.create(InvocationRequest.install(OTHER_PROJECT, servers("s1")))))
                .containsExactly("INSTANCE_NOT_FOUND");
        assertThat(world.maintenance
                        .invocations()
                        .find(InvocationQuery.newest(OTHER_PROJECT))
                        .count())
                .isZero();
    }

    @Test
    @DisplayName("dates each task by the clock, and numbers the tasks of a server even if the clock goes back")
    void numbersTheTasksOfAServer() {
        world.with("s1", noAgent()).with("s2", noAgent()).install("s1");
        world.fails("t1");
        world.install("s1");
        world.fails("t2");
        world.clock.set(Instant.EPOCH);
        world.install("s1", "s2");

        assertThat(world.task("t2").createdAt()).isEqualTo(NOON);
        assertThat(world.task("t3").createdAt()).isEqualTo(Instant.EPOCH);
        assertThat(world.repository.all()).extracting(Invocation::ordinal).containsExactly(1, 2, 3, 1);
    }

    @Test
    @DisplayName("numbers the tasks of a server from 1 again when the store has removed all of them")
    void numbersAnewAfterForgetting() {
        world.with("s1", noAgent()).install("s1");
        world.fails("t1");
        world.repository.forget(task("t1"));

        world.install("s1");

        assertThat(world.task("t2").ordinal()).isEqualTo(1);
    }

    @Test
    @DisplayName("uses only the milliseconds of the clock")
    void dropsFractionsOfAMillisecond() {
        world.clock.set(NOON.plusNanos(1_999_999));

        world.with("s1", noAgent()).install("s1");

        assertThat(world.task("t1").createdAt()).isEqualTo(NOON.plusMillis(1));
    }
}
