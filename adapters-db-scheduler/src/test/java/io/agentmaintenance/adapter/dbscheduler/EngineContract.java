package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.AgentExecutorContract;
import io.agentmaintenance.tck.ExecutorSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The contract of an executor, for the executor on one database. */
abstract class EngineContract extends AgentExecutorContract {
    private static final AgentBehavior GOOD = AgentBehavior.succeedAfter(Duration.ofSeconds(2), Duration.ofSeconds(3));

    private HookedTransport transport;
    private ManualEngine engine;
    private SwitchedDataSource database;

    abstract DataSource pool();

    abstract String table();

    @Override
    protected AgentExecutor executor(ExecutorSetup setup) {
        TestDatabase.execute(pool(), "delete from " + table());
        InMemoryFleet fleet = new InMemoryFleet();
        setup.servers().forEach(server -> fleet.add(setup.project(), server, GOOD));
        transport = new HookedTransport(fleet.transport(setup.clock()));
        return open(setup);
    }

    @Override
    protected Optional<AgentExecutor> executorOfNextProcess(ExecutorSetup setup) {
        return Optional.of(open(setup));
    }

    private AgentExecutor open(ExecutorSetup setup) {
        database = new SwitchedDataSource(pool());
        engine = new ManualEngine(
                ScheduledAgentExecutor.builder(database.dataSource(), transport, setup.repository(), setup.clock()),
                pool(),
                table(),
                setup.clock());
        engine.executor().reportingTo(setup.reports()).startEngine();
        return engine.executor();
    }

    @Override
    protected Optional<Runnable> breakTransport() {
        database.setBroken(true);
        return Optional.of(() -> database.setBroken(false));
    }

    @Override
    protected void carryOutDue() {
        engine.runDue();
    }

    @Override
    protected List<AgentVersion> touches(Invocation invocation) {
        return transport.begun(invocation);
    }
}
