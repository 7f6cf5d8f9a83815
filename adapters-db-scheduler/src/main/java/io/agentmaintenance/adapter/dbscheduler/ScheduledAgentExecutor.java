package io.agentmaintenance.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.agentmaintenance.adapter.dbscheduler.WorkState.Stage;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An executor that several nodes share. The engine db-scheduler keeps what is under way in a table of a PostgreSQL database and has each
 * step done by one node; in these steps this executor drives an {@link AgentTransport}. If a node is gone, the others go on with its work:
 * they look at the target first, and begin nothing that may have begun.
 *
 * <p>It works on SQLite too, for one process: at most one executor at a time may have started its engine on a file, which a host that opens the
 * store first makes sure of. What a process had in hand when it ended goes on at the next start, with the same look first.
 *
 * <p>Wired to the core by {@code AgentMaintenance.builder().executor(executor::reportingTo)}; then {@link #every} adds the periodic work, and
 * {@link #startEngine} starts the threads. Before that, and after {@link #close}, the executor only hands work over to the other nodes.
 * Because the engine finds out itself whose work has lost its node, a host does not call {@code resumeRunning}. Thread-safe.
 */
public final class ScheduledAgentExecutor implements AgentExecutor, AutoCloseable {
    /** The table of the engine that is used if none is named: that of the migrations for PostgreSQL. */
    public static final String DEFAULT_TABLE = "agent_maintenance.scheduled_execution";

    private final ExecutionTable table;
    private final Reports reports;
    private final Clock clock;
    private final Engine engine;

    ScheduledAgentExecutor(ExecutionTable table, Reports reports, Clock clock, Engine engine) {
        this.table = table;
        this.reports = reports;
        this.clock = clock;
        this.engine = engine;
    }

    /**
     * {@return a builder with the default settings}
     *
     * @param dataSource the database with the table of the engine; every step takes a connection for a short time
     * @param transport reaches the servers; every node must reach the same ones, with the same state
     * @param repository the stored invocations, which are read before each step
     * @param clock the time, the same on all nodes: that of the store
     */
    public static ScheduledAgentExecutorBuilder builder(
            DataSource dataSource, AgentTransport transport, InvocationRepository repository, Clock clock) {
        return new ScheduledAgentExecutorBuilder(dataSource, transport, repository, clock);
    }

    /**
     * Sets the receiver of the reports. Must be called once, before any work.
     *
     * @param target receives the reports
     * @return this executor
     */
    public ScheduledAgentExecutor reportingTo(ReportExecutionUseCase target) {
        reports.reportTo(target);
        return this;
    }

    /**
     * Sets the inventory that is kept up to date. Without one, nothing is written. Must be called before any work.
     *
     * @param inventory gets the agent that is seen at the end of work, before the end is reported
     * @return this executor
     */
    public ScheduledAgentExecutor recordingIn(Inventory inventory) {
        reports.recordIn(inventory);
        return this;
    }

    /**
     * Adds periodic work that the nodes share: each time, one of them does it. Must be called before {@link #startEngine}.
     *
     * @param task which work; each may be added once
     * @param pause the pause between two runs, longer than zero
     * @param work what to do; if it throws, that is logged, and it runs again after the pause
     * @return this executor
     * @throws IllegalStateException if the engine has started, or the task was added before
     */
    public ScheduledAgentExecutor every(RecurringWork task, Duration pause, Runnable work) {
        engine.add(task, pause, work);
        return this;
    }

    /**
     * {@return when this work last ended well, on whatever node, by the clock of that node's executor; null if it never did, or if no node
     * does it} Asks the database.
     *
     * @param task the work
     * @throws PortException if the database failed
     */
    public @Nullable Instant lastSuccess(RecurringWork task) {
        return table.lastSuccess(task.taskName());
    }

    /**
     * Starts the threads of this node: from now on it does its share of the work. On SQLite, what another process had in hand is released first.
     *
     * @throws PortException if that failed; the engine has not started then
     * @throws IllegalStateException if nobody receives the reports, or the engine was started before
     */
    public void startEngine() {
        reports.requireTarget();
        engine.start();
    }

    /**
     * Takes on work: makes it due for the nodes, in one statement. Accepts all of it. What is under way already stays as it is.
     *
     * @throws PortException if the database failed; some or all may be taken on all the same
     */
    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        return add(invocations, Stage.START);
    }

    @Override
    public Set<InvocationId> resume(List<Invocation> invocations) {
        return add(invocations, Stage.RESUME);
    }

    /**
     * Asks to stop work. The node that has it in hand, or the next one that has time, looks at the stored wish and stops the work, about a
     * second later at the latest.
     */
    @Override
    public void cancel(List<Invocation> invocations) {
        List<ExecutionKey> notBegun = keys(invocations.stream()
                .filter(invocation -> invocation.status() != InvocationStatus.RUNNING)
                .toList());
        if (!notBegun.isEmpty()) {
            table.removeWhatHasNotBegun(notBegun);
        }
        if (!invocations.isEmpty()) {
            table.wake(keys(invocations), clock.instant());
            engine.lookNow();
        }
    }

    /**
     * Stops the threads of this node, and waits for the steps under way, up to ten seconds. The other nodes go on with the work. Does
     * nothing if it was called before.
     */
    @Override
    public void close() {
        engine.close();
    }

    /** {@return the engine, for tests; null if it was not started} */
    @Nullable Scheduler scheduler() {
        return engine.scheduler();
    }

    private Set<InvocationId> add(List<Invocation> invocations, Stage stage) {
        reports.requireTarget();
        if (!invocations.isEmpty()) {
            table.add(keys(invocations), stage, clock.instant());
            engine.lookNow();
        }
        return Set.of();
    }

    private static List<ExecutionKey> keys(List<Invocation> invocations) {
        return invocations.stream().map(ExecutionKey::of).toList();
    }
}
