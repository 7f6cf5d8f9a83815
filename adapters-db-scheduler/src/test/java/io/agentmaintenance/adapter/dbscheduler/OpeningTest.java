package io.agentmaintenance.adapter.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.Invocations;
import io.agentmaintenance.tck.PlainRepository;
import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An executor on db-scheduler")
class OpeningTest {
    private static HikariDataSource pool;

    private final SettableClock clock = SettableClock.at(Invocations.NOON);
    private final PlainRepository repository = new PlainRepository();
    private final World world =
            new World(repository, clock, AgentBehavior.succeedAfter(Duration.ZERO, Duration.ofSeconds(1)));

    @BeforeAll
    static void openDatabase() {
        pool = TestDatabase.pool(TestDatabase.url(), 4);
    }

    @AfterAll
    static void closeDatabase() {
        pool.close();
    }

    private ScheduledAgentExecutorBuilder builder() {
        return ScheduledAgentExecutor.builder(pool, world.transport, repository, clock);
    }

    @Test
    @DisplayName("does not open without the table of the engine, and names it")
    void namesTheMissingTable() {
        assertThatThrownBy(() -> builder().table("nobody.made_this").open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("there is no table nobody.made_this for the engine db-scheduler. Name the table with its"
                        + " schema, or apply the migrations of the store first.");
    }

    @Test
    @DisplayName("does not open on the table of another version of the engine, and names the columns that are missing")
    void namesTheMissingColumns() {
        String table = TestDatabase.tableIn(TestDatabase.newSchema());
        TestDatabase.execute(pool, "alter table " + table + " drop column consecutive_failures");

        assertThatThrownBy(() -> builder().table(table).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is of another version of the engine db-scheduler: it has no column"
                        + " consecutive_failures.");
    }

    @Test
    @DisplayName("throws PortException without the text of the database if it does not answer")
    void keepsTheTextOfTheDatabase() {
        SwitchedDataSource broken = new SwitchedDataSource(pool);
        broken.setBroken(true);

        assertThatThrownBy(() -> ScheduledAgentExecutor.builder(broken.dataSource(), world.transport, repository, clock)
                        .open())
                .isInstanceOf(PortException.class)
                .hasMessage("cannot look for the table of the engine: the database failed (SQLSTATE 08006)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "a.b.c", "a;drop", "a b", ".a", "a."})
    @DisplayName("refuses the name of a table that is no plain word")
    void refusesOddNames(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().table(name));
    }

    @Test
    @DisplayName("refuses settings that are out of bounds")
    void refusesSettings() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().threads(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().heartbeat(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().pollInterval(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().node(""));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().node("a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder().node("a".repeat(32)));
    }

    @Test
    @DisplayName("needs somebody who receives its reports")
    void needsAReceiver() {
        String table = TestDatabase.tableIn(TestDatabase.newSchema());
        try (ScheduledAgentExecutor executor = builder().table(table).open()) {
            assertThatThrownBy(executor::startEngine)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("reportingTo");
            assertThatThrownBy(() -> executor.start(List.of())).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("does periodic work again and again, also after a failure, and on one of two nodes each time")
    void doesPeriodicWork() {
        String table = TestDatabase.tableIn(TestDatabase.newSchema());
        AtomicInteger runs = new AtomicInteger();
        ManualEngine first = nodeWithPeriodicWork(table, runs);
        ManualEngine second = nodeWithPeriodicWork(table, runs);

        assertThat(second.executor().lastSuccess(RecurringWork.RESUME_PENDING)).isNull();
        for (int turn = 1; turn <= 3; turn++) {
            first.runDue();
            second.runDue();
            assertThat(runs).hasValue(turn);
            assertThat(second.executor().lastSuccess(RecurringWork.RESUME_PENDING))
                    .as("the first turn fails")
                    .isEqualTo(turn == 1 ? null : clock.instant());
            clock.advance(Duration.ofSeconds(30));
        }
        assertThat(second.executor().lastSuccess(RecurringWork.EXPIRE_OVERDUE))
                .as("work that no node does")
                .isNull();

        assertThat(TestDatabase.text(pool, "select task_name from " + table))
                .isEqualTo("agent-maintenance.resume-pending");
        assertThatThrownBy(() -> first.executor().every(RecurringWork.FOLD_COUNTS, Duration.ofSeconds(1), () -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("does periodic work that is due before the tasks that have been due for longer")
    void putsPeriodicWorkFirst() {
        AtomicLong begunBefore = new AtomicLong(-1);
        try (ScheduledAgentExecutor executor = builder()
                .table(TestDatabase.tableIn(TestDatabase.newSchema()))
                .threads(1)
                .pollInterval(Duration.ofMillis(10))
                .open()) {
            List<Invocation> tasks = World.install(world.core(repository, executor::reportingTo), "w", 50);
            clock.advance(Duration.ofSeconds(1));
            executor.every(
                            RecurringWork.EXPIRE_OVERDUE,
                            Duration.ofHours(1),
                            () -> begunBefore.set(tasks.stream()
                                    .filter(task -> !world.transport.begun(task).isEmpty())
                                    .count()))
                    .startEngine();
            TestNode.await("the periodic work", () -> begunBefore.get() >= 0);
        }
        assertThat(begunBefore.get()).isLessThan(10);
    }

    private ManualEngine nodeWithPeriodicWork(String table, AtomicInteger runs) {
        ManualEngine engine = new ManualEngine(builder(), pool, table, clock);
        engine.executor()
                .reportingTo(reports -> List.of())
                .every(RecurringWork.RESUME_PENDING, Duration.ofSeconds(30), () -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new PortException("the first turn fails", null);
                    }
                })
                .startEngine();
        return engine;
    }
}
