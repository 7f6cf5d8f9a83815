package io.agentmaintenance.adapter.dbscheduler;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.postgresql.PostgresStore;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A node with threads and connections of its own, over the store in PostgreSQL. */
final class TestNode implements AutoCloseable {
    static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    final AgentMaintenance core;
    final ScheduledAgentExecutor executor;
    final SwitchedDataSource database;
    final PostgresStore store;
    private final HikariDataSource pool;

    TestNode(String schema, World world, AgentTransport transport, UnaryOperator<Clock> clock) {
        pool = TestDatabase.pool(TestDatabase.url(), 12);
        database = new SwitchedDataSource(pool);
        store = open(database, schema);
        executor = ScheduledAgentExecutor.builder(
                        database.dataSource(), transport, store.repository(), clock.apply(store.clock()))
                .table(TestDatabase.tableIn(schema))
                .threads(8)
                .heartbeat(HEARTBEAT)
                .pollInterval(POLL)
                .open();
        core = world.core(store.repository(), executor::reportingTo);
    }

    static PostgresStore open(SwitchedDataSource database, String schema) {
        return PostgresStore.builder(database.dataSource())
                .schema(schema)
                .allowUnsafeDurability(true)
                .open();
    }

    List<Invocation> now(Collection<Invocation> tasks) {
        List<InvocationId> ids = tasks.stream().map(Invocation::id).toList();
        return List.copyOf(store.repository()
                .findAll(tasks.iterator().next().project(), ids)
                .values());
    }

    /** Returns when all tasks have come to an end. */
    void awaitTheEndOf(Collection<Invocation> tasks) {
        await("the end of all tasks", () -> now(tasks).stream().noneMatch(Invocation::isActive));
    }

    void await(Invocation task, InvocationStatus status) {
        await(task + " to become " + status, () -> now(List.of(task)).get(0).status() == status);
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LONGEST_WAIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** {@return the processes that have begun these tasks} */
    static Collection<String> processesOf(Collection<Invocation> tasks) {
        return tasks.stream().map(task -> task.progress().startedBy().process()).collect(Collectors.toSet());
    }

    static AgentBehavior succeed(Duration work) {
        return AgentBehavior.succeedAfter(Duration.ZERO, work);
    }

    @Override
    public void close() {
        database.setBroken(false);
        executor.close();
        pool.close();
    }
}
