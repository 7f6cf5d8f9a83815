package io.agentmaintenance.adapter.micrometer;

import static io.agentmaintenance.adapter.micrometer.MeteredHost.OLD;
import static io.agentmaintenance.adapter.micrometer.MeteredHost.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.tck.Invocations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What an operator reads equals what happened:")
class MetersTest {
    private static final String ITEMS = "agent.maintenance.items";
    private static final String ENDED = "agent.maintenance.tasks.ended";
    private static final Duration PICK_UP = Duration.ofSeconds(2);
    private static final Duration WORK = Duration.ofSeconds(30);
    private static final AgentBehavior GOOD = AgentBehavior.succeedAfter(PICK_UP, WORK);
    private static final AgentBehavior BAD = AgentBehavior.failAfter(PICK_UP, WORK, "The disk is full.");

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private MeteredHost host = new MeteredHost(10, new InvocationMetrics(registry));

    /** The counters that are not 0, such as {@code INSTALL accepted none}, with the tags in the order of their names. */
    private static Map<String, Integer> counts(MeterRegistry registry, String name) {
        return registry.find(name).counters().stream()
                .filter(counter -> counter.count() != 0)
                .collect(Collectors.toMap(MetersTest::tags, c -> (int) c.count(), Integer::sum, TreeMap::new));
    }

    private static String tags(Counter counter) {
        Meter.Id id = counter.getId();
        return id.getTags().stream().map(Tag::getValue).collect(Collectors.joining(" "));
    }

    private Timer timer(String name) {
        return registry.get(name).timer();
    }

    private Invocation installed(String server, AgentBehavior behavior) {
        host.server(server, AgentState.notInstalled(), behavior);
        return host.install(server).accepted().get(0);
    }

    private void carryOut() {
        host.pass(PICK_UP);
        host.pass(WORK);
    }

    @Nested
    @DisplayName("items of requests")
    class Items {
        @Test
        @DisplayName("that were accepted or refused, with the reason of the answer")
        void countsAnswers() {
            host.server("a", AgentState.notInstalled(), GOOD);
            host.server("b", AgentState.running(OLD), GOOD);

            host.install("a", "b", "unknown", "a");
            host.update("b", "a");

            // In the order outcome, reason, type.
            assertThat(counts(registry, ITEMS))
                    .hasSize(6)
                    .containsEntry("accepted none INSTALL", 1)
                    .containsEntry("refused ALREADY_INSTALLED INSTALL", 1)
                    .containsEntry("refused INSTANCE_NOT_FOUND INSTALL", 1)
                    .containsEntry("refused DUPLICATE_IN_REQUEST INSTALL", 1)
                    .containsEntry("accepted none UPDATE", 1)
                    .containsEntry("refused TASK_IN_PROGRESS UPDATE", 1);
        }

        @Test
        @DisplayName("whose work could not be handed over: accepted, withdrawn and refused")
        void countsWhatWasWithdrawn() {
            host = new MeteredHost(1, new InvocationMetrics(registry));
            host.server("a", AgentState.notInstalled(), GOOD);
            host.server("b", AgentState.notInstalled(), GOOD);

            assertThat(host.install("a", "b").acceptedCount()).isEqualTo(1);

            assertThat(counts(registry, ITEMS))
                    .hasSize(3)
                    .containsEntry("accepted none INSTALL", 2)
                    .containsEntry("withdrawn none INSTALL", 1)
                    .containsEntry("refused EXECUTOR_UNAVAILABLE INSTALL", 1);
        }

        @Test
        @DisplayName("of a rollback and a retry")
        void countsTheOtherTypes() {
            host.server("b", AgentState.running(OLD), GOOD);
            Invocation update = host.update("b").accepted().get(0);
            carryOut();
            host.rollback(update);
            host.retry(update);
            host.retry(installed("c", BAD));

            assertThat(counts(registry, ITEMS))
                    .containsEntry("accepted none ROLLBACK", 1)
                    .containsEntry("refused TASK_IN_PROGRESS RETRY", 1);
        }

        @Test
        @DisplayName("of nothing yet: 0, so that a first increase can be seen")
        void isZeroAtFirst() {
            assertThat(registry.get(ITEMS)
                            .tags("type", "RETRY", "outcome", "accepted", "reason", "none")
                            .counter()
                            .count())
                    .isZero();
            assertThat(registry.get(ENDED)
                            .tags("operation", "ROLLBACK", "status", "TIMEOUT", "late", "false")
                            .counter()
                            .count())
                    .isZero();
        }
    }

    @Nested
    @DisplayName("ends of tasks")
    class Ends {
        // In the order late, operation, status.
        @Test
        @DisplayName("that succeeded or failed, and of a retry the operation that it repeats")
        void countsEnds() {
            installed("a", GOOD);
            Invocation failed = installed("b", BAD);
            carryOut();
            assertThat(counts(registry, ENDED))
                    .hasSize(2)
                    .containsEntry("false INSTALL SUCCEEDED", 1)
                    .containsEntry("false INSTALL FAILED", 1);

            assertThat(host.retry(failed).acceptedCount()).isEqualTo(1);
            carryOut();

            assertThat(counts(registry, ENDED)).containsEntry("false INSTALL FAILED", 2);
        }

        @Test
        @DisplayName("that timed out, and once more when a late report came")
        void countsALateReport() {
            Invocation never = installed("a", AgentBehavior.neverPickedUp());
            Invocation hangs = installed("b", AgentBehavior.hang(PICK_UP));
            host.pass(PICK_UP);
            host.pass(Duration.ofHours(1));
            assertThat(counts(registry, ENDED)).hasSize(1).containsEntry("false INSTALL TIMEOUT", 2);

            host.core.reports().report(ExecutionReport.succeeded(never));
            host.core.reports().report(ExecutionReport.failed(hangs, "The disk is full."));

            assertThat(counts(registry, ENDED))
                    .hasSize(3)
                    .containsEntry("false INSTALL TIMEOUT", 2)
                    .containsEntry("true INSTALL SUCCEEDED", 1)
                    .containsEntry("true INSTALL FAILED", 1);
        }

        @Test
        @DisplayName("that was rolled back: one for the rollback, and a further one for the update")
        void countsARollback() {
            host.server("b", AgentState.running(OLD), GOOD);
            Invocation update = host.update("b").accepted().get(0);
            carryOut();
            host.rollback(update);
            carryOut();

            assertThat(host.now(update).status()).isEqualTo(InvocationStatus.ROLLBACKED);
            assertThat(counts(registry, ENDED))
                    .hasSize(3)
                    .containsEntry("false UPDATE SUCCEEDED", 1)
                    .containsEntry("false ROLLBACK SUCCEEDED", 1)
                    .containsEntry("false UPDATE ROLLBACKED", 1);
        }

        @Test
        @DisplayName("that was rolled back after a late success: the rollback is not late")
        void countsARollbackAfterALateReport() {
            host.server("b", AgentState.running(OLD), AgentBehavior.succeedAfter(PICK_UP, Duration.ofHours(1)));
            Invocation update = host.update("b").accepted().get(0);
            host.pass(PICK_UP);
            host.clock.advance(Duration.ofHours(1));
            host.core.supervision().expireOverdue();
            host.executor.runDue();
            host.fleet.set(PROJECT, update.instanceId(), GOOD);
            assertThat(host.rollback(update).acceptedCount()).isEqualTo(1);
            carryOut();

            assertThat(counts(registry, ENDED))
                    .containsEntry("true UPDATE SUCCEEDED", 1)
                    .containsEntry("false UPDATE ROLLBACKED", 1)
                    .doesNotContainKey("true UPDATE ROLLBACKED");
        }

        @Test
        @DisplayName("that was canceled before it began or while it ran; the wish alone is no end")
        void countsCanceledTasks() {
            Invocation waiting = installed("a", GOOD);
            host.cancel(waiting);
            Invocation running = installed("b", GOOD);
            host.pass(PICK_UP);
            host.cancel(running);
            host.pass(WORK);

            assertThat(counts(registry, ENDED)).hasSize(1).containsEntry("false INSTALL CANCELED", 2);
        }
    }

    @Nested
    @DisplayName("times")
    class Times {
        @Test
        @DisplayName("from the acceptance to the begin, and from there to the end")
        void measuresTimes() {
            installed("a", GOOD);
            carryOut();
            installed("b", BAD);
            carryOut();

            assertThat(timer("agent.maintenance.tasks.pickup").count()).isEqualTo(2);
            assertThat(timer("agent.maintenance.tasks.pickup").totalTime(TimeUnit.SECONDS))
                    .isEqualTo(4);
            assertThat(timer("agent.maintenance.tasks.duration").count()).isEqualTo(2);
            assertThat(timer("agent.maintenance.tasks.duration").totalTime(TimeUnit.SECONDS))
                    .isEqualTo(60);
            assertThat(timer("agent.maintenance.tasks.duration").max(TimeUnit.SECONDS))
                    .isEqualTo(30);
        }

        @Test
        @DisplayName(
                "not of work that timed out or never began, nor of a late report, whose time says nothing about the work")
        void leavesOutTimeOuts() {
            installed("a", AgentBehavior.neverPickedUp());
            Invocation hangs = installed("b", AgentBehavior.hang(PICK_UP));
            host.cancel(installed("c", GOOD));
            host.pass(PICK_UP);
            host.pass(Duration.ofHours(1));
            host.core.reports().report(ExecutionReport.succeeded(hangs));

            assertThat(timer("agent.maintenance.tasks.pickup").count())
                    .as("only b began")
                    .isEqualTo(1);
            assertThat(timer("agent.maintenance.tasks.duration").count()).isZero();
        }

        @Test
        @DisplayName("not of work whose end was reported before its begin")
        void leavesOutWhatNobodySawBegin() {
            Invocation task = installed("a", GOOD);
            host.core.reports().report(ExecutionReport.succeeded(task));

            assertThat(counts(registry, ENDED)).containsEntry("false INSTALL SUCCEEDED", 1);
            assertThat(timer("agent.maintenance.tasks.pickup").count()).isZero();
            assertThat(timer("agent.maintenance.tasks.duration").count()).isZero();
        }

        @Test
        @DisplayName("of 0 if the clock was set back meanwhile")
        void survivesAClockThatIsSetBack() {
            Invocation task = installed("a", GOOD);
            host.clock.advance(Duration.ofHours(-1));
            host.core.reports().report(ExecutionReport.started(task, Invocations.WORKER));

            assertThat(timer("agent.maintenance.tasks.pickup").count()).isEqualTo(1);
            assertThat(timer("agent.maintenance.tasks.pickup").totalTime(TimeUnit.SECONDS))
                    .isZero();
        }
    }

    @Test
    @DisplayName("with the project, if that was asked for")
    void tellsProjectsApart() {
        host = new MeteredHost(10, InvocationMetrics.withProjectTag(registry));
        installed("a", GOOD);
        carryOut();

        assertThat(counts(registry, ITEMS)).hasSize(1).containsEntry("accepted demo none INSTALL", 1);
        assertThat(counts(registry, ENDED)).hasSize(1).containsEntry("false INSTALL demo SUCCEEDED", 1);
        assertThat(registry.get("agent.maintenance.tasks.duration")
                        .tag("project", "demo")
                        .timer()
                        .count())
                .isEqualTo(1);
    }
}
