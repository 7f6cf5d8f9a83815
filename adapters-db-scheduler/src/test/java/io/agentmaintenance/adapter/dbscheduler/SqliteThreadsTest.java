package io.agentmaintenance.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.tck.Invocations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An engine with threads on SQLite")
class SqliteThreadsTest {
    @TempDir
    private Path directory;

    private ScheduledAgentExecutor executor;

    @Test
    @DisplayName("carries out a hundred tasks, and begins each once, also if it is stopped in between")
    void carriesOutManyTasks() {
        try (SqliteStore store = SqliteStore.open(directory);
                HikariDataSource pool = TestDatabase.pool(store)) {
            World world = new World(store.repository(), store.clock(), TestNode.succeed(Duration.ofMillis(200)));
            List<Invocation> tasks = World.install(start(world, store, pool), "a", 100);
            TestNode.await("the first end", () -> now(store, tasks).stream().anyMatch(task -> !task.isActive()));
            executor.close();

            start(world, store, pool);
            TestNode.await("the end of all", () -> now(store, tasks).stream().noneMatch(Invocation::isActive));
            executor.close();

            assertThat(now(store, tasks))
                    .hasSize(100)
                    .extracting(Invocation::status)
                    .containsOnly(InvocationStatus.SUCCEEDED);
            assertThat(world.transport.begins()).isEqualTo(100);
        }
    }

    private AgentMaintenance start(World world, SqliteStore store, HikariDataSource pool) {
        executor = ScheduledAgentExecutor.builder(pool, world.transport, store.repository(), store.clock())
                .table(TestDatabase.SQLITE_TABLE)
                .threads(8)
                .pollInterval(Duration.ofMillis(100))
                .open();
        AgentMaintenance core = world.core(executor::reportingTo);
        executor.startEngine();
        return core;
    }

    private static Collection<Invocation> now(SqliteStore store, List<Invocation> tasks) {
        InvocationRepository repository = store.repository();
        List<InvocationId> ids = tasks.stream().map(Invocation::id).toList();
        return repository.findAll(Invocations.PROJECT, ids).values();
    }
}
