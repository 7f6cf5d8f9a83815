package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("While the clock is set ahead or back, in the in-memory fleet and executor")
class JumpingClockTest {
    private static final ProjectId PROJECT = Tasks.PROJECT;
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = SettableClock.at(Tasks.START);
    private long passed;
    private final InMemoryFleet fleet = new InMemoryFleet();
    private InMemoryAgentExecutor executor = new InMemoryAgentExecutor(fleet, clock, () -> passed, 10);
    private AgentMaintenance maintenance = maintenance(() -> passed);

    private AgentMaintenance maintenance(ElapsedTime time) {
        return AgentMaintenance.builder()
                .repository(InMemoryInvocationRepository.keeping(100))
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(
                        List.of(new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION))))
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .clock(clock, time)
                .build();
    }

    private Invocation install(AgentBehavior behavior) {
        fleet.addAnyOther(PROJECT, InstanceType.ECS, UniAgentStatus.RUNNING, AgentState.notInstalled(), behavior);
        return maintenance
                .requests()
                .create(InvocationRequest.install(PROJECT, List.of(InstanceId.of("s-1"))))
                .accepted()
                .get(0);
    }

    private void pass(Duration time) {
        passed += time.toMillis();
        clock.advance(time);
        executor.runDue();
        maintenance.supervision().expireOverdue();
    }

    private InvocationStatus status(Invocation task) {
        return maintenance.invocations().find(PROJECT, task.id()).orElseThrow().status();
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -30, 30, 86_400})
    @DisplayName("work is picked up and done in its time")
    void picksUpAndDoesWorkInItsTime(long jump) {
        clock.advance(Duration.ofSeconds(jump));
        Invocation task = install(AgentBehavior.succeedAfter(Duration.ofSeconds(10), Duration.ofSeconds(20)));
        clock.advance(Duration.ofSeconds(-jump));

        pass(Duration.ofSeconds(9));
        assertThat(status(task)).isEqualTo(InvocationStatus.PENDING);
        clock.advance(Duration.ofSeconds(jump));
        pass(Duration.ofSeconds(1));
        assertThat(status(task)).isEqualTo(InvocationStatus.RUNNING);
        clock.advance(Duration.ofSeconds(-jump));
        pass(Duration.ofSeconds(19));
        assertThat(status(task)).isEqualTo(InvocationStatus.RUNNING);
        pass(Duration.ofSeconds(1));
        assertThat(status(task)).isEqualTo(InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("work continues after a step back of a day, even if there is only a clock")
    void goesOnAfterAStepBack() {
        executor = new InMemoryAgentExecutor(fleet, clock);
        maintenance = maintenance(ElapsedTime.by(clock));
        clock.advance(DAY);
        Invocation task = install(AgentBehavior.succeedAfter(Duration.ofSeconds(10), Duration.ofSeconds(20)));
        clock.advance(DAY.negated());
        executor.runDue();

        pass(Duration.ofSeconds(10));
        assertThat(status(task)).isEqualTo(InvocationStatus.RUNNING);
        clock.advance(DAY.negated());
        executor.runDue();
        pass(Duration.ofSeconds(20));
        assertThat(status(task)).isEqualTo(InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("an executor does not give up work that waits for its server, even if there is only a clock")
    void doesNotGiveUpAfterAStepAhead() {
        executor = new InMemoryAgentExecutor(new BusyServer(), clock, 1);
        maintenance = maintenance(ElapsedTime.by(clock));
        Invocation task = install(AgentBehavior.neverPickedUp());
        pass(Duration.ofSeconds(10));

        clock.advance(DAY);
        executor.runDue();

        assertThat(status(task)).isEqualTo(InvocationStatus.PENDING);
        assertThat(executor.start(List.of(Tasks.install("x-2", "b"))))
                .as("declined")
                .hasSize(1);
    }

    @Test
    @DisplayName("work begins even if its task is dated before an earlier task of the same server")
    void beginsWhatIsDatedEarlier() {
        clock.advance(DAY);
        Invocation first = install(AgentBehavior.failTimes(
                1,
                AgentBehavior.failAfter(Duration.ZERO, Duration.ZERO, "The disk is full."),
                AgentBehavior.succeedAfter(Duration.ZERO, Duration.ofSeconds(1))));
        clock.advance(DAY.negated());

        Invocation second = maintenance
                .requests()
                .create(InvocationRequest.retry(PROJECT, List.of(first.id())))
                .accepted()
                .get(0);
        pass(Duration.ofSeconds(1));

        assertThat(second.createdAt()).isBefore(first.createdAt());
        assertThat(status(second)).isEqualTo(InvocationStatus.SUCCEEDED);
    }

    /** Asks to look again in 10 seconds, always. */
    private static final class BusyServer implements AgentTransport {
        @Override
        public Look look(Invocation invocation) {
            return new NotBegun(Duration.ofSeconds(10));
        }

        @Override
        public BeginOutcome begin(Invocation invocation) {
            throw new AssertionError("begun: " + invocation);
        }

        @Override
        public StopOutcome stop(Invocation invocation) {
            return StopOutcome.STOPPED;
        }
    }
}
