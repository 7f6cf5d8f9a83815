package io.agentmaintenance.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Three processes on one database begin each task once and bring it to an end")
class NodeCrashTest {
    private static final int CRASHES = Integer.getInteger("am.crashes", 2);
    private static final int NODES = 3;
    private static final int BATCH = 100;
    private static final int BATCHES_PER_CRASH = Integer.getInteger("am.batches", 5);
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);
    /** Four heartbeats, and the turn of the search for the dead. */
    private static final Duration LEASE = NodeProcess.HEARTBEAT.multipliedBy(6);

    private final String schema = TestDatabase.newSchema();
    private final HikariDataSource pool = TestDatabase.pool(TestDatabase.url(), 4);
    private final PostgresStore store = NodeProcess.store(pool, schema);
    private final Random random = new Random(1);
    private final List<NodeProcess> nodes = new ArrayList<>();
    private final List<Invocation> accepted = new ArrayList<>();

    @TempDir
    private Path directory;

    private Path servers;
    private AgentMaintenance core;

    @BeforeEach
    void open() throws IOException {
        servers = Files.createDirectory(directory.resolve("servers"));
        // This process hands work over and does none.
        ScheduledAgentExecutor executor = NodeProcess.executor(pool, store, schema, servers);
        core = new World(store.repository(), store.clock(), TestNode.succeed(Duration.ZERO))
                .core(executor::reportingTo);
        for (int node = 0; node < NODES; node++) {
            nodes.add(start());
        }
    }

    @AfterEach
    void close() {
        nodes.forEach(NodeProcess::close);
        pool.close();
    }

    @Test
    @DisplayName("although one of them is killed again and again")
    void surviveKills() throws Exception {
        for (int crash = 0; crash < CRASHES; crash++) {
            accept("k" + crash);
            LockSupport.parkNanos(BETWEEN_KILLS.toNanos());
            int victim = random.nextInt(NODES);
            nodes.get(victim).kill();
            nodes.set(victim, start());
        }

        checkTheEnd();
    }

    @Test
    @DisplayName("although one of them stands still for longer than its lease and then goes on, again and again")
    void surviveStops() throws Exception {
        for (int crash = 0; crash < CRASHES; crash++) {
            accept("s" + crash);
            NodeProcess victim = nodes.get(random.nextInt(NODES));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500L + random.nextInt(1000)));
            victim.signal("STOP");
            LockSupport.parkNanos(LEASE.plusSeconds(1).toNanos());
            victim.signal("CONT");
        }

        checkTheEnd();
        assertThat(nodes).allMatch(NodeProcess::isAlive);
    }

    private NodeProcess start() throws IOException {
        return NodeProcess.start(TestDatabase.url(), schema, servers, directory.resolve("nodes.log"));
    }

    private void accept(String prefix) {
        for (int batch = 0; batch < BATCHES_PER_CRASH; batch++) {
            List<Invocation> tasks = World.install(core, prefix + "-" + batch, BATCH);
            assertThat(tasks).hasSize(BATCH);
            accepted.addAll(tasks);
        }
    }

    private void checkTheEnd() throws IOException {
        TestNode.await("the end of all tasks", () -> now().values().stream().noneMatch(Invocation::isActive));
        Map<InvocationId, Invocation> ended = now();
        assertThat(ended).hasSize(accepted.size());
        FileTransport transport = new FileTransport(servers);
        assertThat(transport.calls()).as("calls of begin").doesNotHaveDuplicates();
        for (Invocation task : ended.values()) {
            assertThat(task.status())
                    .as("%s, which has%s begun", task, transport.hasBegun(task.id()) ? "" : " not")
                    .isEqualTo(transport.hasBegun(task.id()) ? InvocationStatus.SUCCEEDED : InvocationStatus.FAILED);
        }
        TestNode.await(
                "the removal of all executions",
                () -> TestDatabase.number(pool, "select count(*) from " + TestDatabase.tableIn(schema)) == 0);
        assertThat(now()).as("the ends, which stay as they are").isEqualTo(ended);
    }

    private Map<InvocationId, Invocation> now() {
        List<InvocationId> ids = accepted.stream().map(Invocation::id).toList();
        return store.repository().findAll(accepted.get(0).project(), ids).values().stream()
                .collect(Collectors.toMap(Invocation::id, Function.identity()));
    }
}
