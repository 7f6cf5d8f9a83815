package io.agentmaintenance.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.sqlite.SqliteStore;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.tck.Invocations;
import io.agentmaintenance.tck.PlainRepository;
import io.agentmaintenance.tck.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("One process on SQLite")
class SqliteRestartTest {
    private static final Duration WORK = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final SettableClock clock = SettableClock.at(Invocations.NOON);
    private final PlainRepository repository = new PlainRepository();
    private final World world = new World(repository, clock, AgentBehavior.succeedAfter(Duration.ZERO, WORK));
    private final AtomicInteger periodicRuns = new AtomicInteger();
    private SqliteStore store;
    private HikariDataSource pool;
    private ManualEngine engine;
    private AgentMaintenance core;

    @BeforeEach
    void start() {
        store = SqliteStore.open(directory);
        pool = TestDatabase.pool(store);
        core = world.core(reports -> {
            engine = new ManualEngine(
                    ScheduledAgentExecutor.builder(pool, world.transport, repository, clock),
                    pool,
                    TestDatabase.SQLITE_TABLE,
                    clock);
            engine.executor()
                    .reportingTo(reports)
                    .every(RecurringWork.EXPIRE_OVERDUE, WORK.multipliedBy(10), periodicRuns::incrementAndGet)
                    .startEngine();
            return engine.executor();
        });
    }

    @AfterEach
    void close() {
        pool.close();
        store.close();
    }

    /** Ends the process while it has all its executions in hand, and starts the next one. */
    private void restartInTheMiddle() {
        TestDatabase.execute(
                pool,
                "update scheduled_execution set picked = true, picked_by = 'gone-1', version = version + 1,"
                        + " last_heartbeat = " + clock.instant().toEpochMilli());
        close();
        start();
    }

    private Invocation begun() {
        Invocation task = World.install(core, "s", 1).get(0);
        engine.runDue();
        assertThat(world.now(task).status()).isEqualTo(InvocationStatus.RUNNING);
        return task;
    }

    private String storedState() {
        return TestDatabase.text(
                pool, "select cast(task_data as text) from scheduled_execution where task_name like '%.invocation'");
    }

    @Test
    @DisplayName("goes on at once with what the process before had in hand, and does not begin it again")
    void goesOnAtOnce() {
        Invocation task = begun();
        AtomicInteger looks = new AtomicInteger();
        world.transport.beforeLook(looked -> looks.incrementAndGet());

        restartInTheMiddle();

        assertThat(storedState()).startsWith("resume - 0 gone-1");
        engine.runDue();
        assertThat(looks).as("a look, without waiting for missed heartbeats").hasPositiveValue();
        clock.advance(WORK);
        engine.runDue();
        assertThat(world.now(task).status()).isEqualTo(InvocationStatus.SUCCEEDED);
        assertThat(world.transport.begun(task)).hasSize(1);
    }

    @Test
    @DisplayName("ends as interrupted what the process before may have been about to begin")
    void endsWhatNeverBegan() {
        world.transport.beforeBegin(task -> {
            throw new PortException("the server cannot be reached", null);
        });
        Invocation task = begun();
        world.transport.beforeBegin(begun -> {});

        restartInTheMiddle();
        engine.runDue();

        assertThat(world.now(task).status()).isEqualTo(InvocationStatus.FAILED);
        assertThat(world.now(task).progress().message()).contains("It was interrupted before it began.");
        assertThat(world.transport.begun(task)).isEmpty();
    }

    @Test
    @DisplayName("goes on at its time with what was in nobody's hand, and begins it once")
    void keepsWhatWasInNobodysHand() {
        List<Invocation> waiting = World.install(core, "w", 3);
        close();
        start();

        engine.runDue();
        clock.advance(WORK);
        engine.runDue();

        assertThat(waiting).allSatisfy(task -> {
            assertThat(world.now(task).status()).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.transport.begun(task)).hasSize(1);
        });
    }

    @Test
    @DisplayName("does the periodic work at once that the process before had in hand")
    void goesOnWithPeriodicWork() {
        engine.runDue();
        int before = periodicRuns.get();

        restartInTheMiddle();
        engine.runDue();

        assertThat(periodicRuns).hasValue(before + 1);
    }

    @Test
    @DisplayName("knows when the periodic work last succeeded, also after a restart")
    void knowsTheLastSuccess() {
        assertThat(engine.executor().lastSuccess(RecurringWork.EXPIRE_OVERDUE)).isNull();
        engine.runDue();
        Instant run = clock.instant();
        clock.advance(Duration.ofSeconds(5));

        restartInTheMiddle();

        assertThat(engine.executor().lastSuccess(RecurringWork.EXPIRE_OVERDUE)).isEqualTo(run);
        assertThat(engine.executor().lastSuccess(RecurringWork.RESUME_PENDING)).isNull();
    }

    @Test
    @DisplayName("leaves alone what another program keeps in the table")
    void leavesTheTasksOfOthers() {
        TestDatabase.execute(
                pool,
                "insert into scheduled_execution (task_name, task_instance, execution_time, picked, version)"
                        + " values ('theirs', '1', 0, true, 7)");

        restartInTheMiddle();

        assertThat(TestDatabase.number(pool, "select picked from scheduled_execution where task_name = 'theirs'"))
                .isOne();
    }

    @Test
    @DisplayName("does not open without the table of the engine, and names it")
    void namesTheMissingTable() {
        assertThatThrownBy(() -> ScheduledAgentExecutor.builder(pool, world.transport, repository, clock)
                        .open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("there is no table agent_maintenance.scheduled_execution for the engine");
    }

    @Test
    @DisplayName("throws PortException with the code of the database if it does not answer")
    void namesTheCode() {
        Invocation task = begun();
        TestDatabase.execute(pool, "drop table scheduled_execution");

        assertThatThrownBy(() -> engine.executor().start(List.of(task)))
                .isInstanceOf(PortException.class)
                .hasMessage("cannot hand work over to the engine: the database failed (error code 1)");
        assertThatThrownBy(() -> engine.executor().lastSuccess(RecurringWork.EXPIRE_OVERDUE))
                .isInstanceOf(PortException.class)
                .hasMessage("cannot read when periodic work last succeeded: the database failed (error code 1)");
    }
}
