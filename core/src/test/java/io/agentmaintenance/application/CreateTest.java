package io.agentmaintenance.application;

import static io.agentmaintenance.application.World.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.BatchPlan;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.PlannedItem;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CreateTest {
    private static final PortException DOWN = new PortException("down", null);

    private final World world = new World();

    private static List<InstanceId> instances(String... ids) {
        return Stream.of(ids).map(InstanceId::of).toList();
    }

    private static List<InstanceId> hundred() {
        return IntStream.range(0, 100).mapToObj(i -> InstanceId.of("s" + i)).toList();
    }

    private BatchResult install(String... ids) {
        return world.maintenance.requests().create(InvocationRequest.install(PROJECT, instances(ids)));
    }

    private static List<String> lines(BatchResult result) {
        return result.outcomes().stream()
                .map(o -> o.<String>fold(
                        a -> a.instanceId() + " ok",
                        r -> r.instanceId() + " " + r.refusal().reason()))
                .toList();
    }

    @Nested
    @DisplayName("A batch")
    class Batch {
        @Test
        @DisplayName("answers each item once, in order, and judges each alone")
        void items() {
            world.servers(null, "a", "c").servers("2.0", "b");
            assertThat(lines(install("a", "b", "x", "c", "a")))
                    .containsExactly(
                            "a ok", "b ALREADY_INSTALLED", "x INSTANCE_NOT_FOUND", "c ok", "a DUPLICATE_IN_REQUEST");
            assertThat(world.repository.stored).hasSize(2);
            assertThat(world.started).hasSize(2);
        }

        @Test
        @DisplayName("of a hundred makes a constant number of calls on each port")
        void constantCalls() {
            world.servers(null, hundred().stream().map(InstanceId::value).toArray(String[]::new));
            BatchResult result = world.maintenance.requests().create(InvocationRequest.install(PROJECT, hundred()));
            assertThat(result.acceptedCount()).isEqualTo(100);
            assertThat(world.calls).containsExactly("directory", "catalog", "ids", "executor");
            assertThat(world.repository.calls).containsExactly("histories", "insert");
        }

        @Test
        @DisplayName("does not see the servers and tasks of another project")
        void projects() {
            world.servers(null, "a");
            Invocation task = world.install("a");
            world.failWork(task);
            ProjectId other = ProjectId.of("other");
            assertThat(world.refusal(InvocationRequest.install(other, instances("a"))))
                    .isEqualTo(RefusalReason.INSTANCE_NOT_FOUND);
            assertThat(world.refusal(InvocationRequest.retry(other, List.of(task.id()))))
                    .isEqualTo(RefusalReason.INVOCATION_NOT_FOUND);
        }

        @Test
        @DisplayName("of rollbacks and retries echoes the task that a refused item names")
        void echo() {
            world.servers(null, "a");
            Invocation task = world.install("a");
            BatchResult result = world.maintenance
                    .requests()
                    .create(InvocationRequest.retry(PROJECT, List.of(task.id(), InvocationId.of("x"))));
            assertThat(result.outcomes())
                    .containsExactly(
                            new ItemOutcome.Refused(
                                    task.instanceId(),
                                    task.id(),
                                    Refusal.naming(RefusalReason.TASK_IN_PROGRESS, task.id())),
                            new ItemOutcome.Refused(
                                    null, InvocationId.of("x"), Refusal.of(RefusalReason.INVOCATION_NOT_FOUND)));
        }

        @Test
        @DisplayName("tells every transition once, after it is stored")
        void news() {
            world.servers("1.0", "a");
            Invocation update = world.succeed(world.update("a"));
            Invocation rollback = world.succeed(world.rollback(update));
            assertThat(rollback.id().value()).isEqualTo("t2");
            assertThat(world.news)
                    .containsExactly(
                            "t1 accepted",
                            "t1 RUNNING",
                            "t1 SUCCEEDED",
                            "t2 accepted",
                            "t2 RUNNING",
                            "t2 SUCCEEDED",
                            "t1 ROLLBACKED");
        }
    }

    @Nested
    @DisplayName("Who loses a race")
    class Races {
        @Test
        @DisplayName("is judged again, and refused in its place with the id of the winner")
        void loser() {
            world.servers(null, "a", "b", "c");
            world.repository.beforeInsert = () -> install("b");
            BatchResult result = install("a", "b", "c");
            assertThat(lines(result)).containsExactly("a ok", "b TASK_IN_PROGRESS", "c ok");
            Invocation winner = world.repository.stored.values().iterator().next();
            assertThat(result.refused().get(0).refusal().message())
                    .contains(winner.id().value());
        }

        @Test
        @DisplayName("against a task that has ended meanwhile is accepted after all")
        void winnerIsDone() {
            world.servers(null, "a");
            world.repository.beforeInsert = () -> world.failWork(world.install("a"));
            assertThat(lines(install("a"))).containsExactly("a ok");
        }

        @Test
        @DisplayName("again and again is told so")
        void contended() {
            world.servers(null, "a");
            Runnable[] interfere = new Runnable[1];
            interfere[0] = () -> {
                world.failWork(world.install("a"));
                world.repository.beforeInsert = interfere[0];
            };
            // The interfering request must not be interfered with itself, or it would never end.
            world.repository.beforeInsert = interfere[0];
            assertThat(lines(install("a"))).containsExactly("a CONTENDED");
        }

        @Test
        @DisplayName("between two items of one request is the second, if both concern the same instance")
        void sameInstance() {
            world.servers("1.0", "a");
            Invocation first = world.failWork(world.update("a"));
            Invocation second = world.failWork(world.update("a"));
            BatchResult result = world.maintenance
                    .requests()
                    .create(InvocationRequest.retry(PROJECT, List.of(first.id(), second.id())));
            assertThat(lines(result)).containsExactly("a ok", "a TASK_IN_PROGRESS");
        }
    }

    @Nested
    @DisplayName("Trouble of our own")
    class Trouble {
        @Test
        @DisplayName("with a port becomes the refusal of the items, not an exception")
        void outages() {
            world.servers(null, "a", "b");
            world.directoryFailure = DOWN;
            assertThat(lines(install("a"))).containsExactly("a DIRECTORY_UNAVAILABLE");
            world.directoryFailure = null;
            world.catalogFailure = DOWN;
            assertThat(lines(install("a"))).containsExactly("a CATALOG_UNAVAILABLE");
            world.catalogFailure = null;
            world.repository.readFailure = DOWN;
            assertThat(lines(install("a"))).containsExactly("a STORE_UNAVAILABLE");
            assertThat(world.maintenance
                            .requests()
                            .plan(InvocationRequest.install(PROJECT, instances("a")))
                            .items()
                            .get(0)
                            .refusals())
                    .containsExactly(Refusal.of(RefusalReason.STORE_UNAVAILABLE));
            world.repository.readFailure = null;
            world.repository.insertFailure = new IllegalStateException("a bug of an adapter");
            assertThat(lines(install("a", "b"))).containsExactly("a STORE_UNAVAILABLE", "b STORE_UNAVAILABLE");
            assertThat(world.repository.stored).isEmpty();
        }

        @Test
        @DisplayName("at item 57 costs item 57")
        void oneItem() {
            world.servers(null, hundred().stream().map(InstanceId::value).toArray(String[]::new));
            world.repository.failing =
                    insertion -> insertion.invocation().instanceId().value().equals("s57");
            BatchResult result = world.maintenance.requests().create(InvocationRequest.install(PROJECT, hundred()));
            assertThat(result.acceptedCount()).isEqualTo(99);
            assertThat(lines(result).get(57)).isEqualTo("s57 STORE_UNAVAILABLE");
        }

        @Test
        @DisplayName("with a store that throws after it has stored costs nothing")
        void storedAfterAll() {
            world.servers(null, "a");
            world.repository.insertFailureAfterStoring = DOWN;
            assertThat(lines(install("a"))).containsExactly("a ok");
            assertThat(world.started).hasSize(1);
        }

        @Test
        @DisplayName("with the executor takes the tasks back, as if they had never been")
        void executor() {
            world.servers(null, "a", "b");
            world.declined.add(InstanceId.of("a"));
            assertThat(lines(install("a", "b"))).containsExactly("a EXECUTOR_UNAVAILABLE", "b ok");
            assertThat(world.repository.stored).hasSize(1);
            assertThat(world.news).containsExactly("t1 accepted", "t2 accepted", "t1 withdrawn");
            world.servers(null, "c");
            world.executorFailure = DOWN;
            assertThat(lines(install("c"))).containsExactly("c EXECUTOR_UNAVAILABLE");
            world.executorFailure = null;
            assertThat(lines(install("c"))).containsExactly("c ok");
        }

        @Test
        @DisplayName("with the executor takes the link of a retry back as well")
        void link() {
            world.servers(null, "a");
            Invocation failed = world.failWork(world.install("a"));
            world.executorFailure = DOWN;
            assertThat(world.refusal(InvocationRequest.retry(PROJECT, List.of(failed.id()))))
                    .isEqualTo(RefusalReason.EXECUTOR_UNAVAILABLE);
            assertThat(world.now(failed).lineage().retriedBy()).isNull();
            world.executorFailure = null;
            assertThat(world.retry(failed).lineage().retryOf()).isEqualTo(failed.id());
        }

        @Test
        @DisplayName("leaves a task accepted that can not be taken back, because it has begun or the store fails too")
        void begun() {
            world.servers(null, "a", "b");
            world.onStart = () -> world.repository.stored.values().stream()
                    .toList()
                    .forEach(task -> world.maintenance.reports().report(ExecutionReport.started(task)));
            world.executorFailure = DOWN;
            assertThat(lines(install("a"))).containsExactly("a ok");
            world.onStart = () -> {};
            world.repository.withdrawFailure = DOWN;
            assertThat(lines(install("b"))).containsExactly("b ok");
            world.executorFailure = null;
            assertThat(world.maintenance.supervision().resumePending()).isEqualTo(1);
            assertThat(world.started).containsExactly(InvocationId.of("t2"));
        }
    }

    @Nested
    @DisplayName("A plan")
    class Plans {
        @Test
        @DisplayName("has every reason and the target, and changes nothing")
        void plan() {
            world.servers("1.0", "a");
            world.install(addFresh());
            int stored = world.repository.stored.size();
            BatchPlan plan =
                    world.maintenance.requests().plan(InvocationRequest.update(PROJECT, instances("a", "fresh", "a")));
            assertThat(plan.items().get(0))
                    .isEqualTo(new PlannedItem(
                            InstanceId.of("a"), null, io.agentmaintenance.domain.AgentVersion.of("2.0"), List.of()));
            assertThat(plan.items().get(1).refusals())
                    .extracting(Refusal::reason)
                    .containsExactly(RefusalReason.TASK_IN_PROGRESS, RefusalReason.NOT_INSTALLED);
            assertThat(plan.items().get(2).refusals()).containsExactly(Refusal.of(RefusalReason.DUPLICATE_IN_REQUEST));
            assertThat(plan.eligibleCount()).isEqualTo(1);
            assertThat(world.repository.stored).hasSize(stored);
        }

        private String addFresh() {
            world.servers(null, "fresh");
            return "fresh";
        }
    }

    @Nested
    @DisplayName("A retry")
    class Retries {
        @Test
        @DisplayName("of a retry repeats the first operation with its pinned target, and knows the root")
        void chain() {
            world.servers(null, "a");
            Invocation first = world.failWork(world.install("a"));
            world.offer("9.0");
            Invocation second = world.failWork(world.retry(first));
            Invocation third = world.retry(second);
            assertThat(third.versions().target()).isEqualTo(first.versions().target());
            assertThat(third.lineage().root()).isEqualTo(first.id());
            assertThat(world.refusal(InvocationRequest.retry(PROJECT, List.of(first.id()))))
                    .isEqualTo(RefusalReason.SUPERSEDED);
        }

        @Test
        @DisplayName("of a rollback undoes the same update, which it marks when it succeeds")
        void ofRollback() {
            world.servers("1.0", "a");
            Invocation update = world.succeed(world.update("a"));
            Invocation failed = world.failWork(world.rollback(update));
            assertThat(world.statusOf(update)).isEqualTo(InvocationStatus.SUCCEEDED);
            world.succeed(world.retry(failed));
            assertThat(world.statusOf(update)).isEqualTo(InvocationStatus.ROLLBACKED);
        }

        @Test
        @DisplayName("after a time-out that finds the work done completes the old task, late, and is refused")
        void findsWorkDone() {
            world.servers(null, "a");
            Invocation task = world.timeOut(world.install("a"));
            world.servers("2.0", "a");
            assertThat(world.maintenance
                            .requests()
                            .plan(InvocationRequest.retry(PROJECT, List.of(task.id())))
                            .eligibleCount())
                    .isZero();
            assertThat(world.statusOf(task)).isEqualTo(InvocationStatus.TIMEOUT);
            assertThat(world.refusal(InvocationRequest.retry(PROJECT, List.of(task.id()))))
                    .isEqualTo(RefusalReason.ALREADY_ON_VERSION);
            assertThat(world.statusOf(task)).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.now(task).progress().late()).isTrue();
        }
    }

    @Nested
    @DisplayName("A rollback")
    class Rollbacks {
        @Test
        @DisplayName("has the version before as its target, and marks the update when it succeeds, once")
        void once() {
            world.servers("1.0", "a");
            Invocation update = world.succeed(world.update("a"));
            Invocation rollback = world.rollback(update);
            assertThat(rollback.versions().target().value()).isEqualTo("1.0");
            world.succeed(rollback);
            assertThat(world.statusOf(update)).isEqualTo(InvocationStatus.ROLLBACKED);
            assertThat(world.refusal(InvocationRequest.rollback(PROJECT, List.of(update.id()))))
                    .isEqualTo(RefusalReason.ALREADY_ROLLED_BACK);
        }

        @Test
        @DisplayName("is refused when its window is over, something newer came, or the version is no longer offered")
        void refused() {
            world.servers("1.0", "a", "b", "c");
            Invocation a = world.succeed(world.update("a"));
            Invocation b = world.succeed(world.update("b"));
            world.offer("3.0");
            world.succeed(world.update("b"));
            assertThat(world.refusal(InvocationRequest.rollback(PROJECT, List.of(b.id()))))
                    .isEqualTo(RefusalReason.SUPERSEDED);
            world.versions.remove(0);
            assertThat(world.refusal(InvocationRequest.rollback(PROJECT, List.of(a.id()))))
                    .isEqualTo(RefusalReason.NO_PREVIOUS_VERSION);
            world.pass(Duration.ofDays(8));
            assertThat(world.refusal(InvocationRequest.rollback(PROJECT, List.of(a.id()))))
                    .isEqualTo(RefusalReason.ROLLBACK_WINDOW_EXPIRED);
        }
    }
}
