package io.agentmaintenance.adapter.dbscheduler;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two nodes on one database")
class TwoNodesTest {
    private static final Duration SHORT = Duration.ofMillis(200);

    private final String schema = TestDatabase.newSchema();
    private final HikariDataSource pool = TestDatabase.pool(TestDatabase.url(), 2);
    private final PostgresStore store = TestNode.open(new SwitchedDataSource(pool), schema);
    private final World world = new World(store.repository(), store.clock(), TestNode.succeed(SHORT));
    private final List<TestNode> nodes = new ArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);

    @BeforeEach
    void noNodes() {
        nodes.clear();
    }

    @AfterEach
    void close() {
        released.countDown();
        nodes.forEach(TestNode::close);
        pool.close();
    }

    private TestNode node(AgentTransport transport) {
        return node(transport, clock -> clock);
    }

    private TestNode node(AgentTransport transport, UnaryOperator<Clock> clock) {
        TestNode node = new TestNode(schema, world, transport, clock);
        nodes.add(node);
        return node;
    }

    private void assertEachBegunOnce(List<Invocation> tasks) {
        assertThat(tasks)
                .allSatisfy(task -> assertThat(world.transport.begun(task)).hasSize(1));
        assertThat(world.transport.begins()).isEqualTo(tasks.size());
    }

    @Test
    @DisplayName("share the work, and begin each task once")
    void shareTheWork() {
        TestNode first = node(world.transport);
        TestNode second = node(world.transport);
        first.executor.startEngine();
        second.executor.startEngine();

        List<Invocation> tasks = new ArrayList<>(World.install(first.core, "a", 100));
        tasks.addAll(World.install(second.core, "b", 100));
        second.awaitTheEndOf(tasks);

        assertEachBegunOnce(tasks);
        List<Invocation> ended = second.now(tasks);
        assertThat(ended).extracting(Invocation::status).containsOnly(InvocationStatus.SUCCEEDED);
        assertThat(TestNode.processesOf(ended)).hasSize(2);
    }

    @Test
    @DisplayName("do the work that a third one without threads hands over")
    void doTheWorkOfAThirdOne() {
        TestNode first = node(world.transport);
        first.executor.startEngine();

        List<Invocation> tasks = World.install(node(world.transport).core, "a", 10);
        first.awaitTheEndOf(tasks);

        assertEachBegunOnce(tasks);
    }

    @Test
    @DisplayName(
            "go on by looking if one of them disappears after the work has begun, and its late report changes nothing")
    void goOnByLooking() throws InterruptedException {
        world.behave(TestNode.succeed(Duration.ofSeconds(1)));
        CountDownLatch stuck = new CountDownLatch(5);
        TestNode lost = node(stuckAfterBegin(stuck));
        TestNode other = node(world.transport);
        lost.executor.startEngine();
        List<Invocation> tasks = World.install(lost.core, "a", 5);
        assertThat(stuck.await(60, TimeUnit.SECONDS)).isTrue();
        lost.database.setBroken(true);
        other.executor.startEngine();

        other.awaitTheEndOf(tasks);
        List<Invocation> ended = other.now(tasks);
        assertThat(ended).extracting(Invocation::status).containsOnly(InvocationStatus.SUCCEEDED);
        lost.database.setBroken(false);
        released.countDown();
        lost.close();

        assertThat(other.now(tasks)).containsExactlyInAnyOrderElementsOf(ended);
        assertEachBegunOnce(tasks);
    }

    @Test
    @DisplayName(
            "begin nothing that one of them was about to begin when it disappeared, and it does not begin it either")
    void beginNothingInDoubt() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(5);
        TestNode lost = node(stuckBeforeBegin(stuck));
        TestNode other = node(world.transport);
        lost.executor.startEngine();
        List<Invocation> tasks = World.install(lost.core, "a", 5);
        assertThat(stuck.await(60, TimeUnit.SECONDS)).isTrue();
        lost.database.setBroken(true);
        other.executor.startEngine();

        other.awaitTheEndOf(tasks);
        List<Invocation> ended = other.now(tasks);
        assertThat(ended).allSatisfy(task -> {
            assertThat(task.status()).isEqualTo(InvocationStatus.FAILED);
            assertThat(task.progress().message()).isEqualTo("It was interrupted before it began.");
        });
        lost.database.setBroken(false);
        released.countDown();
        lost.close();

        assertThat(other.now(tasks)).containsExactlyInAnyOrderElementsOf(ended);
        assertThat(world.transport.begins()).isZero();
    }

    @Test
    @DisplayName(
            "begin each task once although the clock of one of them is a minute behind, so that each takes the other for dead")
    void surviveAWrongClock() {
        TestNode good = node(world.transport);
        TestNode behind = node(world.transport, clock -> Clock.offset(clock, Duration.ofMinutes(-1)));
        good.executor.startEngine();
        behind.executor.startEngine();

        List<Invocation> tasks = new ArrayList<>(World.install(good.core, "a", 30));
        tasks.addAll(World.install(behind.core, "b", 30));
        good.awaitTheEndOf(tasks);

        assertThat(tasks)
                .allSatisfy(task -> assertThat(world.transport.begun(task)).hasSizeLessThanOrEqualTo(1));
        for (Invocation task : good.now(tasks)) {
            assertThat(world.transport.begun(task).isEmpty())
                    .as("%s has never begun", task)
                    .isEqualTo(task.status() != InvocationStatus.SUCCEEDED);
        }
    }

    @Test
    @DisplayName("stop work that one of them carries out, on a request to the other one")
    void cancelAtTheOtherNode() {
        world.behave(AgentBehavior.hang(Duration.ZERO));
        TestNode working = node(world.transport);
        working.executor.startEngine();
        List<Invocation> tasks = World.install(working.core, "a", 20);
        tasks.forEach(task -> working.await(task, InvocationStatus.RUNNING));

        TestNode other = node(world.transport);
        other.core
                .cancellation()
                .cancel(PROJECT, tasks.stream().map(Invocation::id).toList());
        working.awaitTheEndOf(tasks);

        assertThat(working.now(tasks)).extracting(Invocation::status).containsOnly(InvocationStatus.CANCELED);
    }

    @Test
    @DisplayName("lose nothing if one of them is stopped under load")
    void loseNothingOnAStop() {
        TestNode stopped = node(world.transport);
        TestNode other = node(world.transport);
        stopped.executor.startEngine();
        other.executor.startEngine();
        List<Invocation> tasks = new ArrayList<>(World.install(stopped.core, "a", 100));
        tasks.addAll(World.install(stopped.core, "b", 100));

        stopped.executor.close();
        other.awaitTheEndOf(tasks);

        assertEachBegunOnce(tasks);
        assertThat(other.now(tasks)).extracting(Invocation::status).containsOnly(InvocationStatus.SUCCEEDED);
    }

    private AgentTransport stuckBeforeBegin(CountDownLatch stuck) {
        HookedTransport transport = new HookedTransport(world.transport);
        transport.beforeBegin(stick(stuck));
        return transport;
    }

    private AgentTransport stuckAfterBegin(CountDownLatch stuck) {
        HookedTransport transport = new HookedTransport(world.transport);
        Consumer<Invocation> stick = stick(stuck);
        transport.beforeLook(task -> {
            if (task.status() == InvocationStatus.RUNNING) {
                stick.accept(task);
            }
        });
        return transport;
    }

    private Consumer<Invocation> stick(CountDownLatch stuck) {
        return task -> {
            stuck.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
