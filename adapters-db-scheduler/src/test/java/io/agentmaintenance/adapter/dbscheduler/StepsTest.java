package io.agentmaintenance.adapter.dbscheduler;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.tck.Invocations;
import io.agentmaintenance.tck.PlainRepository;
import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("One node")
class StepsTest {
    private static final Duration WORK = Duration.ofMinutes(2);
    /** Six heartbeats: that is fixed in the engine for tests. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static HikariDataSource pool;
    private static String table;

    private final SettableClock clock = SettableClock.at(Invocations.NOON);
    private final PlainRepository repository = new PlainRepository();
    private final World world = new World(repository, clock, AgentBehavior.succeedAfter(Duration.ZERO, WORK));
    private ManualEngine engine;
    private AgentMaintenance core;

    @BeforeAll
    static void openDatabase() {
        pool = TestDatabase.pool(TestDatabase.url(), 4);
        table = TestDatabase.tableIn(TestDatabase.newSchema());
    }

    @AfterAll
    static void closeDatabase() {
        pool.close();
    }

    @BeforeEach
    void open() {
        TestDatabase.execute(pool, "truncate " + table);
        core = world.core(reports -> node(reports, reported -> reported));
    }

    private ScheduledAgentExecutor node(ReportExecutionUseCase reports, UnaryOperator<ReportExecutionUseCase> channel) {
        engine = new ManualEngine(
                ScheduledAgentExecutor.builder(pool, world.transport, repository, clock), pool, table, clock);
        engine.executor().reportingTo(channel.apply(reports)).startEngine();
        return engine.executor();
    }

    private void pass(Duration time) {
        clock.advance(time);
        engine.runDue();
    }

    private Invocation begun() {
        Invocation task = World.install(core, "s", 1).get(0);
        engine.runDue();
        assertThat(world.now(task).status()).isEqualTo(InvocationStatus.RUNNING);
        return task;
    }

    /** Lets the process that has the execution of a task in hand disappear, and time pass until that shows. */
    private void loseTheNode() {
        TestDatabase.execute(
                pool,
                "update " + table + " set picked = true, picked_by = 'gone-1', last_heartbeat = '" + clock.instant()
                        + "', version = version + 1");
        clock.advance(LEASE);
        engine.detectDead();
    }

    private void assertEnd(Invocation task, InvocationStatus status, String message) {
        assertThat(world.now(task).status()).isEqualTo(status);
        assertThat(world.now(task).progress().message()).contains(message);
        assertThat(TestDatabase.number(pool, "select count(*) from " + table))
                .as("executions left")
                .isZero();
    }

    private String storedState() {
        return TestDatabase.text(pool, "select convert_from(task_data, 'UTF8') from " + table);
    }

    @Test
    @DisplayName("begins within the first turn, and looks again when a change is expected")
    void looksWhenAChangeIsExpected() {
        AtomicInteger looks = new AtomicInteger();
        world.transport.beforeLook(task -> looks.incrementAndGet());
        Invocation task = begun();

        pass(WORK.minusSeconds(1));
        assertThat(looks).as("one before the start, one after it").hasValue(2);
        pass(Duration.ofSeconds(1));

        assertEnd(task, InvocationStatus.SUCCEEDED, "Succeeded");
        assertThat(looks).hasValue(3);
    }

    @Test
    @DisplayName("looks first at work whose node is gone, and ends as interrupted what never began")
    void failsWhatNeverBegan() {
        world.transport.beforeBegin(task -> {
            throw new PortException("the server cannot be reached", null);
        });
        Invocation task = begun();
        loseTheNode();
        assertThat(storedState()).startsWith("start - 0 gone-1");

        world.transport.beforeBegin(t -> {});
        engine.runDue();

        assertEnd(task, InvocationStatus.FAILED, "It was interrupted before it began.");
        assertThat(world.transport.begin(task)).isEqualTo(AgentTransport.BeginOutcome.REFUSED);
    }

    @Test
    @DisplayName("follows the work of a node that is gone to its end, and does not begin it again")
    void followsTheWorkOfAnother() {
        Invocation task = begun();
        loseTheNode();
        assertThat(storedState()).startsWith("resume - 0 gone-1");

        engine.runDue();
        pass(WORK);

        assertEnd(task, InvocationStatus.SUCCEEDED, "Succeeded");
        assertThat(world.transport.begins()).isEqualTo(1);
    }

    @Test
    @DisplayName("begins the work of a node that is gone if nobody has begun it")
    void beginsWhatIsPending() {
        Invocation task = World.install(core, "s", 1).get(0);
        loseTheNode();

        engine.runDue();
        pass(WORK);

        assertEnd(task, InvocationStatus.SUCCEEDED, "Succeeded");
        assertThat(world.transport.begins()).isEqualTo(1);
    }

    @Test
    @DisplayName("does nothing with an execution that was picked longer ago than a heartbeat")
    void leavesAnOldPickAlone() {
        AtomicInteger looks = new AtomicInteger();
        world.transport.beforeLook(task -> looks.incrementAndGet());
        Invocation task = World.install(core, "s", 1).get(0);
        TestDatabase.execute(pool, "update " + table + " set execution_time = execution_time - interval '1 minute'");

        engine.runWithAnOldPick(Duration.ofSeconds(11));

        assertThat(looks).hasValue(0);
        assertThat(world.now(task).status()).isEqualTo(InvocationStatus.PENDING);
        engine.runDue();
        assertThat(world.now(task).status()).isEqualTo(InvocationStatus.RUNNING);
    }

    @Test
    @DisplayName("does not begin if the answer to STARTED came later than a heartbeat, and goes on in the next turn")
    void doesNotBeginLate() {
        AtomicInteger slow = new AtomicInteger(1);
        core = world.core(reports -> node(reports, real -> all -> {
            List<ReportOutcome> outcomes = real.report(all);
            if (slow.getAndDecrement() > 0) {
                clock.advance(Duration.ofSeconds(11));
            }
            return outcomes;
        }));
        Invocation task = World.install(core, "s", 1).get(0);

        engine.turn();
        assertThat(world.transport.begins()).isZero();
        engine.turn();
        assertThat(world.transport.begins()).isEqualTo(1);
        pass(WORK);

        assertEnd(task, InvocationStatus.SUCCEEDED, "Succeeded");
    }

    @Test
    @DisplayName("leaves alone what it has in hand already, when the engine takes the first run for dead")
    void isFalselyTakenForDead() {
        Invocation task = World.install(core, "s", 1).get(0);
        AtomicInteger nested = new AtomicInteger();
        world.transport.beforeLook(t -> {
            if (nested.getAndIncrement() == 0) {
                loseTheNode();
                engine.runDue();
            }
        });

        engine.runDue();
        world.transport.beforeLook(t -> {});
        pass(Duration.ofSeconds(10));
        pass(WORK);

        assertEnd(task, InvocationStatus.SUCCEEDED, "Succeeded");
        assertThat(nested).as("no second run looked meanwhile").hasValue(1);
        assertThat(world.transport.begins()).isEqualTo(1);
    }

    @Test
    @DisplayName("begins once although the server could not be reached at first")
    void beginsAfterAnOutage() {
        AtomicInteger outages = new AtomicInteger(3);
        world.transport.beforeBegin(t -> {
            if (outages.getAndDecrement() > 0) {
                throw new PortException("the server cannot be reached", null);
            }
        });
        Invocation task = begun();
        for (int seconds : new int[] {1, 2, 4}) {
            assertThat(world.transport.begins()).isZero();
            pass(Duration.ofSeconds(seconds));
        }
        assertThat(world.transport.begins()).isEqualTo(1);
        pass(WORK);

        assertEnd(task, InvocationStatus.SUCCEEDED, "Succeeded");
    }

    @Test
    @DisplayName("goes on if the answer to STARTED was lost")
    void survivesALostAnswer() {
        AtomicInteger lost = new AtomicInteger(1);
        core = world.core(reports -> node(reports, real -> all -> {
            List<ReportOutcome> outcomes = real.report(all);
            if (lost.getAndDecrement() > 0) {
                throw new PortException("the answer was lost", null);
            }
            return outcomes;
        }));
        Invocation task = begun();
        pass(Duration.ofSeconds(1));
        pass(WORK);

        assertEnd(task, InvocationStatus.SUCCEEDED, "Succeeded");
        assertThat(world.transport.begins()).isEqualTo(1);
    }

    @Test
    @DisplayName("stops work on a wish that came while it had the work in hand")
    void seesAWishThatCameMeanwhile() {
        world.behave(AgentBehavior.hang(Duration.ZERO));
        Invocation task = World.install(core, "s", 1).get(0);
        world.transport.afterLook(t -> {
            if (world.now(task).status() == InvocationStatus.RUNNING) {
                world.transport.afterLook(again -> {});
                core.cancellation().cancel(PROJECT, List.of(task.id()));
            }
        });

        engine.runDue();

        assertEnd(task, InvocationStatus.CANCELED, "Canceled while it was running.");
    }

    @Test
    @DisplayName("reports stopped work as canceled although the report failed at first")
    void repeatsTheReportOfStoppedWork() {
        AtomicInteger failures = new AtomicInteger(2);
        core = world.core(reports -> node(reports, real -> all -> {
            if (all.get(0).event() == ExecutionReport.Event.CANCELED && failures.getAndDecrement() > 0) {
                throw new PortException("the store is away", null);
            }
            return real.report(all);
        }));
        Invocation task = begun();

        core.cancellation().cancel(PROJECT, List.of(task.id()));
        engine.runDue();
        pass(Duration.ofSeconds(1));
        pass(Duration.ofSeconds(1));

        assertEnd(task, InvocationStatus.CANCELED, "Canceled while it was running.");
    }

    @Test
    @DisplayName("cancels the work of a node that is gone only if it never began")
    void cancelsWhatNeverBegan() {
        world.transport.beforeBegin(t -> {
            throw new PortException("the server cannot be reached", null);
        });
        Invocation task = begun();
        core.cancellation().cancel(PROJECT, List.of(task.id()));
        loseTheNode();
        engine.runDue();

        assertEnd(task, InvocationStatus.CANCELED, "Canceled while it was running.");
    }

    @Test
    @DisplayName("ends the running work of a node that is gone, on a wish, by what is found at the server")
    void judgesCanceledWorkOfAnother() {
        Invocation task = begun();
        core.cancellation().cancel(PROJECT, List.of(task.id()));
        loseTheNode();
        engine.runDue();

        assertEnd(task, InvocationStatus.FAILED, "Interrupted: The work was stopped.");
    }

    @Test
    @DisplayName("records a success that comes after the time-out")
    void recordsALateSuccess() {
        world.behave(AgentBehavior.succeedAfter(Duration.ZERO, Duration.ofMinutes(50)));
        Invocation task = begun();
        clock.advance(Duration.ofMinutes(30));
        core.supervision().expireOverdue();
        assertThat(world.now(task).status()).isEqualTo(InvocationStatus.TIMEOUT);

        pass(Duration.ofMinutes(20));

        assertEnd(task, InvocationStatus.SUCCEEDED, "reported after the time-out");
    }

    @Test
    @DisplayName("gives up work that shows no end for a day after the time-out")
    void givesUpAfterADay() {
        world.behave(AgentBehavior.hang(Duration.ZERO));
        Invocation task = begun();
        clock.advance(Duration.ofMinutes(30));
        core.supervision().expireOverdue();

        pass(Duration.ofDays(1));
        pass(Duration.ofDays(1));

        assertEnd(task, InvocationStatus.TIMEOUT, "not finished in time");
    }

    @Test
    @DisplayName("waits for a worker that was allowed to begin, and ends the work after 15 minutes if it has not")
    void waitsForAnotherWorker() {
        Invocation task = World.install(core, "s", 1).get(0);
        core.reports().report(ExecutionReport.started(task, Invocations.WORKER));

        engine.runDue();
        for (int second = 0; second < 15 * 60; second += 10) {
            assertThat(world.now(task).status()).isEqualTo(InvocationStatus.RUNNING);
            pass(Duration.ofSeconds(10));
        }
        pass(Duration.ofSeconds(10));

        assertEnd(task, InvocationStatus.FAILED, "It was interrupted before it began.");
    }

    @Test
    @DisplayName("adopts the work that another worker was allowed to begin and has begun")
    void adoptsTheWorkOfAnotherWorker() {
        Invocation task = World.install(core, "s", 1).get(0);
        core.reports().report(ExecutionReport.started(task, Invocations.WORKER));
        engine.runDue();
        world.transport.begin(task);

        pass(Duration.ofSeconds(10));
        pass(WORK);

        assertEnd(task, InvocationStatus.SUCCEEDED, "Succeeded");
        assertThat(world.transport.begins()).isEqualTo(1);
    }

    @Test
    @DisplayName("writes the agent that it saw into the inventory before it reports the end")
    void recordsTheAgent() {
        engine.executor().recordingIn(world.fleet);
        Invocation task = begun();
        pass(WORK);

        assertThat(world.fleet
                        .find(PROJECT, List.of(task.instanceId()))
                        .get(task.instanceId())
                        .agent())
                .isEqualTo(AgentState.running(AgentVersion.of("2.0")));
    }

    @Test
    @DisplayName("removes the execution of a task that was withdrawn")
    void forgetsWhatWasWithdrawn() {
        Invocation unknown = Invocations.install("never-stored", "s-1");
        engine.executor().start(List.of(unknown));

        engine.runDue();

        assertThat(TestDatabase.number(pool, "select count(*) from " + table)).isZero();
        assertThat(world.transport.begins()).isZero();
    }
}
