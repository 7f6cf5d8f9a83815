package io.agentmaintenance.adapter.dbscheduler;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.PortException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Collects the settings of a {@link ScheduledAgentExecutor}. Made by {@link ScheduledAgentExecutor#builder}. Not thread-safe. */
public final class ScheduledAgentExecutorBuilder {
    private static final Pattern TABLE = Pattern.compile("([a-z_][a-z0-9_]{0,62}\\.)?[a-z_][a-z0-9_]{0,62}");

    private final DataSource dataSource;
    private final AgentTransport transport;
    private final InvocationRepository repository;
    private final Clock clock;
    private EngineSettings settings = EngineSettings.standard(ScheduledAgentExecutor.DEFAULT_TABLE);

    ScheduledAgentExecutorBuilder(
            DataSource dataSource, AgentTransport transport, InvocationRepository repository, Clock clock) {
        this.dataSource = Objects.requireNonNull(dataSource);
        this.transport = Objects.requireNonNull(transport);
        this.repository = Objects.requireNonNull(repository);
        this.clock = Objects.requireNonNull(clock);
    }

    /**
     * Sets the table of the engine. The default is {@link ScheduledAgentExecutor#DEFAULT_TABLE}; in SQLite, where a table has no schema, it
     * must be set.
     *
     * @param to its name, with or without a schema; both parts have 1 to 63 characters out of {@code a-z}, {@code 0-9} and {@code _}, and
     *     no digit at the beginning
     * @return this builder
     * @throws IllegalArgumentException if the name is not of this form
     */
    public ScheduledAgentExecutorBuilder table(String to) {
        if (!TABLE.matcher(to).matches()) {
            throw new IllegalArgumentException("table must match " + TABLE.pattern());
        }
        settings = settings.withTable(to);
        return this;
    }

    /**
     * Sets the name of this node, which is shown in the history of tasks. The default is {@code node}. A random part is added, so the same
     * name may be used on all nodes.
     *
     * @param to the name, 1 to 31 characters out of letters, digits, {@code _}, {@code .} and {@code -}
     * @return this builder
     * @throws IllegalArgumentException if the name is not of this form
     */
    public ScheduledAgentExecutorBuilder node(String to) {
        settings = settings.withNode(to);
        return this;
    }

    /**
     * Sets how many steps this node does at the same time. The default is 32.
     *
     * @param to the number of threads, at least 1
     * @return this builder
     * @throws IllegalArgumentException if the number is less than 1
     */
    public ScheduledAgentExecutorBuilder threads(int to) {
        settings = settings.withThreads(to);
        return this;
    }

    /**
     * Sets how often a node shows that it is alive. The default is 10 seconds. After four missing heartbeats the others take over the
     * steps that it had in hand. All nodes must have the same setting.
     *
     * @param to the time between two heartbeats, longer than zero; less than 2 seconds lets a busy node look dead
     * @return this builder
     * @throws IllegalArgumentException if the time is not longer than zero
     */
    public ScheduledAgentExecutorBuilder heartbeat(Duration to) {
        settings = settings.withHeartbeat(to);
        return this;
    }

    /**
     * Sets how often a node looks for steps that are due. The default is one second.
     *
     * @param to the time between two looks, longer than zero
     * @return this builder
     * @throws IllegalArgumentException if the time is not longer than zero
     */
    public ScheduledAgentExecutorBuilder pollInterval(Duration to) {
        settings = settings.withPollInterval(to);
        return this;
    }

    /**
     * Checks the table and makes the executor. It has no threads until {@link ScheduledAgentExecutor#startEngine}.
     *
     * @return the executor
     * @throws PortException if the database does not answer
     * @throws IllegalStateException if there is no such table, or it is that of another version of the engine; the message says which
     */
    public ScheduledAgentExecutor open() {
        return open(SchedulerBuilder::new);
    }

    ScheduledAgentExecutor open(BiFunction<DataSource, List<Task<?>>, SchedulerBuilder> engines) {
        ExecutionTable table = new ExecutionTable(dataSource, settings.table(), EngineTasks.INVOCATION);
        table.check();
        Reports reports = new Reports();
        EngineTasks tasks = new EngineTasks(
                new WorkRunner(repository, transport, reports, clock),
                table,
                clock,
                settings.process(),
                settings.heartbeat());
        Engine engine = new Engine(
                settings, tasks, table.dialect(), clock, invocations -> engines.apply(dataSource, invocations));
        return new ScheduledAgentExecutor(table, reports, clock, engine);
    }
}
