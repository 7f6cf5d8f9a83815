package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.RefusalReason;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The in-memory fleet with its executor")
class FleetAndExecutorTest {
    private static final ProjectId PROJECT = ProjectId.of("p");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    private final UncaughtFailureRecorder uncaught = UncaughtFailureRecorder.ofUnplanned();

    private final SettableClock clock = SettableClock.at(Tasks.START);
    private final InMemoryFleet fleet = new InMemoryFleet();
    private final InMemoryAgentExecutor executor = new InMemoryAgentExecutor(fleet, clock, 50);
    private final AgentMaintenance maintenance = AgentMaintenance.builder()
            .repository(InMemoryInvocationRepository.withDefaults())
            .directory(fleet)
            .catalog(new InMemoryVersionCatalog(List.of(
                    new OfferedVersion(AgentVersion.of("1.0"), VersionType.BASIC_VERSION),
                    new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION))))
            .executor(executor::reportingTo)
            .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
            .clock(clock)
            .build();

    private void servers(AgentState agent, AgentBehavior behavior) {
        fleet.addAll(
                PROJECT,
                new InstancePattern("s-%02d", 1, 60),
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                agent,
                behavior);
    }

    private static List<InstanceId> ids(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> InstanceId.of(String.format("s-%02d", i)))
                .toList();
    }

    private Invocation install() {
        BatchResult result = maintenance.requests().create(InvocationRequest.install(PROJECT, ids(1)));
        assertThat(result.refused()).isEmpty();
        return result.accepted().get(0);
    }

    private Invocation now(Invocation task) {
        return maintenance.invocations().find(PROJECT, task.id()).orElseThrow();
    }

    private void pass(Duration time) {
        clock.advance(time);
        executor.runDue();
        maintenance.supervision().expireOverdue();
    }

    private AgentState agent() {
        return fleet.find(PROJECT, ids(1)).get(ids(1).get(0)).agent();
    }

    @Test
    @DisplayName("picks up work, does it, and has the new version when the success is reported")
    void doesWorkAndReportsSuccess() {
        servers(AgentState.notInstalled(), AgentBehavior.succeedAfter(SECOND, SECOND));
        Invocation task = install();
        pass(SECOND);
        assertThat(now(task).status()).isEqualTo(InvocationStatus.RUNNING);
        assertThat(agent()).isEqualTo(AgentState.notInstalled());
        pass(SECOND);
        assertThat(now(task).status()).isEqualTo(InvocationStatus.SUCCEEDED);
        assertThat(agent()).isEqualTo(AgentState.running(AgentVersion.of("2.0")));
    }

    @Test
    @DisplayName("does work without duration before the create call returns")
    void doesInstantWorkDuringTheCall() {
        servers(AgentState.notInstalled(), AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
        assertThat(now(install()).status()).isEqualTo(InvocationStatus.SUCCEEDED);
    }

    @ParameterizedTest(name = "if work takes {0} s")
    @ValueSource(longs = {0, 1})
    @DisplayName("repeats reports that could not be delivered, and loses no work")
    void repeatsUndeliveredReports(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        servers(AgentState.notInstalled(), AgentBehavior.succeedAfter(time, time));
        int[] outages = {2};
        executor.reportingTo(reports -> {
            if (outages[0]-- > 0) {
                throw new PortException("the store is broken", null);
            }
            return maintenance.reports().report(reports);
        });
        Invocation task = install();
        for (int turn = 0; turn < 5; turn++) {
            pass(SECOND);
        }
        assertThat(now(task).status()).isEqualTo(InvocationStatus.SUCCEEDED);
        assertThat(uncaught.take()).hasSize(2).hasOnlyElementsOfType(PortException.class);
    }

    @Test
    @DisplayName("leaves a stopped agent stopped after its update and its rollback")
    void leavesAStoppedAgentStopped() {
        servers(
                new AgentState(AgentStatus.STOPPED, AgentVersion.of("1.0")),
                AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
        Invocation update = maintenance
                .requests()
                .create(InvocationRequest.update(PROJECT, ids(1)))
                .accepted()
                .get(0);
        assertThat(agent()).isEqualTo(new AgentState(AgentStatus.STOPPED, AgentVersion.of("2.0")));
        clock.advance(SECOND);
        maintenance.requests().create(InvocationRequest.rollback(PROJECT, List.of(update.id())));
        assertThat(agent()).isEqualTo(new AgentState(AgentStatus.STOPPED, AgentVersion.of("1.0")));
        assertThat(now(update).status()).isEqualTo(InvocationStatus.ROLLBACKED);
    }

    @Test
    @DisplayName("fails as often as its script says, and then succeeds")
    void failsAsOftenAsScripted() {
        AgentBehavior failing = AgentBehavior.failAfter(SECOND, SECOND, "No space left.");
        servers(
                AgentState.notInstalled(),
                AgentBehavior.failTimes(2, failing, AgentBehavior.succeedAfter(SECOND, SECOND)));
        Invocation task = install();
        for (int failures = 1; failures <= 2; failures++) {
            pass(SECOND);
            pass(SECOND);
            assertThat(now(task).status()).isEqualTo(InvocationStatus.FAILED);
            assertThat(now(task).progress().message()).isEqualTo("No space left.");
            task = maintenance
                    .requests()
                    .create(InvocationRequest.retry(PROJECT, List.of(task.id())))
                    .accepted()
                    .get(0);
        }
        pass(SECOND);
        pass(SECOND);
        assertThat(now(task).status()).isEqualTo(InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("lets hanging work and work that is never picked up time out, each by its own limit")
    void letsHangingWorkTimeOut() {
        servers(AgentState.notInstalled(), AgentBehavior.hang(SECOND));
        fleet.set(PROJECT, InstanceId.of("s-02"), AgentBehavior.neverPickedUp());
        List<Invocation> tasks = maintenance
                .requests()
                .create(InvocationRequest.install(PROJECT, ids(2)))
                .accepted();
        pass(SECOND);
        pass(Duration.ofMinutes(11));
        assertThat(now(tasks.get(0)).progress().message()).contains("not finished in time");
        assertThat(now(tasks.get(1)).progress().message()).contains("not picked up in time");
        assertThat(tasks).allSatisfy(task -> assertThat(now(task).status()).isEqualTo(InvocationStatus.TIMEOUT));
    }

    @Test
    @DisplayName("does not begin canceled work, and confirms that running work was stopped")
    void cancelsPendingAndRunningWork() {
        servers(AgentState.notInstalled(), AgentBehavior.hang(SECOND));
        Invocation pending = install();
        assertThat(maintenance.cancellation().cancel(PROJECT, List.of(pending.id())))
                .containsExactly(CancelOutcome.CANCELED);
        pass(SECOND);
        assertThat(now(pending).status()).isEqualTo(InvocationStatus.CANCELED);
        Invocation running = install();
        pass(SECOND);
        assertThat(maintenance.cancellation().cancel(PROJECT, List.of(running.id(), InvocationId.of("x"))))
                .containsExactly(CancelOutcome.REQUESTED, CancelOutcome.NOT_FOUND);
        assertThat(now(running).status()).isEqualTo(InvocationStatus.CANCELED);
    }

    @Test
    @DisplayName("drops work that was canceled while reports could not be delivered, so that it takes no room")
    void dropsWorkCanceledWithoutReports() {
        servers(AgentState.notInstalled(), AgentBehavior.succeedAfter(SECOND, SECOND));
        Invocation task = install();
        executor.reportingTo(reports -> {
            maintenance.cancellation().cancel(PROJECT, List.of(task.id()));
            throw new PortException("the store is broken", null);
        });
        pass(SECOND);
        executor.reportingTo(maintenance.reports());
        pass(SECOND);
        assertThat(now(task).status()).isEqualTo(InvocationStatus.CANCELED);
        BatchResult others = maintenance.requests().create(InvocationRequest.install(PROJECT, ids(51).subList(1, 51)));
        assertThat(others.acceptedCount()).isEqualTo(50);
        assertThat(uncaught.take()).hasSize(1).hasOnlyElementsOfType(PortException.class);
    }

    @Test
    @DisplayName("declines work without room: these items are refused, and not in the list")
    void declinesWorkWithoutRoom() {
        servers(AgentState.notInstalled(), AgentBehavior.hang(SECOND));
        BatchResult result = maintenance.requests().create(InvocationRequest.install(PROJECT, ids(60)));
        assertThat(result.acceptedCount()).isEqualTo(50);
        assertThat(result.refusalCounts()).containsEntry(RefusalReason.EXECUTOR_UNAVAILABLE, 10);
        assertThat(maintenance
                        .invocations()
                        .find(InvocationQuery.newest(PROJECT))
                        .count())
                .isEqualTo(50);
    }

    @Test
    @DisplayName("starts the same work once, however often it is handed over")
    void startsTheSameWorkOnce() {
        servers(AgentState.notInstalled(), AgentBehavior.succeedAfter(SECOND, SECOND));
        Invocation task = install();
        assertThat(maintenance.supervision().resumePending()).isEqualTo(1);
        clock.advance(SECOND);
        assertThat(executor.runDue()).isEqualTo(1);
        clock.advance(SECOND);
        assertThat(executor.runDue()).isEqualTo(1);
        assertThat(now(task).status()).isEqualTo(InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("does due work in the turns of a scheduler until that is closed")
    void doesDueWorkByAScheduler() throws Exception {
        servers(AgentState.notInstalled(), AgentBehavior.succeedAfter(SECOND, SECOND));
        Invocation task = install();
        clock.advance(SECOND);
        var threads = java.util.concurrent.Executors.newSingleThreadScheduledExecutor();
        AutoCloseable turns = executor.runEvery(threads, Duration.ofMillis(1));
        while (now(task).status() == InvocationStatus.PENDING) {
            Thread.onSpinWait();
        }
        turns.close();
        clock.advance(SECOND);
        // A turn that is still scheduled would run before this.
        threads.schedule(() -> {}, 10, java.util.concurrent.TimeUnit.MILLISECONDS)
                .get();
        threads.shutdown();
        assertThat(threads.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS))
                .isTrue();
        assertThat(now(task).status()).isEqualTo(InvocationStatus.RUNNING);
    }

    @Test
    @DisplayName("has a server for every id if configured so, and remembers changed ones")
    void hasAServerForEveryId() {
        fleet.addAnyOther(
                PROJECT,
                InstanceType.BMS,
                UniAgentStatus.RUNNING,
                AgentState.notInstalled(),
                AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
        install();
        assertThat(agent().status()).isEqualTo(AgentStatus.RUNNING);
        InstanceId never = InstanceId.of("never-seen");
        assertThat(fleet.find(PROJECT, List.of(never)).get(never).agent()).isEqualTo(AgentState.notInstalled());
        assertThat(fleet.find(ProjectId.of("other"), List.of(never))).isEmpty();
    }

    @ParameterizedTest(name = "{0} from {1} to {2}")
    @CsvSource({"web-%04d, 2, 1", "web, 1, 2", "%d-%d, 1, 2", "web_%d, 1, 2", "web-%d, -1, 2", "web-%s, 1, 2"})
    @DisplayName("rejects an invalid pattern of server ids")
    void rejectsAnInvalidPattern(String format, int from, int to) {
        assertThatIllegalArgumentException().isThrownBy(() -> new InstancePattern(format, from, to));
    }
}
