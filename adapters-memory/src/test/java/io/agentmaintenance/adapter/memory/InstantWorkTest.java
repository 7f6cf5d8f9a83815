package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Work that takes no time")
class InstantWorkTest {
    private static final ProjectId PROJECT = ProjectId.of("p");
    private static final List<InstanceId> SERVERS = List.of(InstanceId.of("s1"), InstanceId.of("s2"));

    private final SettableClock clock = SettableClock.at(Tasks.START);
    private final InMemoryFleet fleet = new InMemoryFleet();
    private final InMemoryAgentExecutor executor = new InMemoryAgentExecutor(fleet, clock);
    private final AgentMaintenance maintenance = AgentMaintenance.builder()
            .repository(InMemoryInvocationRepository.withDefaults())
            .directory(fleet)
            .catalog(new InMemoryVersionCatalog(
                    List.of(new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION))))
            .executor(executor::reportingTo)
            .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
            .clock(clock)
            .build();
    private final List<InvocationId> touched = new ArrayList<>();

    /** Reports to the core, and breaks before or after the work as often as it is told. */
    private final class Unreliable implements ReportExecutionUseCase {
        private final Consumer<List<Invocation>> before;
        private final Runnable after;

        Unreliable(Consumer<List<Invocation>> before, Runnable after) {
            this.before = before;
            this.after = after;
        }

        @Override
        public List<ReportOutcome> report(List<ExecutionReport> reports) {
            return maintenance.reports().report(reports);
        }

        @Override
        public void carryOut(List<Invocation> invocations, Consumer<List<Invocation>> work) {
            before.accept(invocations);
            maintenance.reports().carryOut(invocations, begun -> {
                work.accept(begun);
                after.run();
            });
        }
    }

    @BeforeEach
    void twoServers() {
        for (InstanceId server : SERVERS) {
            fleet.add(
                    PROJECT,
                    new Instance(
                            new InstanceProfile(server, server.value(), InstanceType.ECS, List.of(), List.of()),
                            UniAgentStatus.RUNNING,
                            AgentState.notInstalled()),
                    AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
        }
        fleet.showingWorkTo(task -> touched.add(task.id()));
    }

    private List<Invocation> install() {
        return maintenance
                .requests()
                .create(InvocationRequest.install(PROJECT, SERVERS))
                .accepted();
    }

    private InvocationStatus now(Invocation task) {
        return maintenance.invocations().find(PROJECT, task.id()).orElseThrow().status();
    }

    private void aSecondLater() {
        clock.advance(Duration.ofSeconds(1));
        executor.runDue();
    }

    private static void broken() {
        throw new PortException("the store is broken", null);
    }

    @Test
    @DisplayName("is begun and done a second later, where its beginning could not be told")
    void beginsLater() {
        executor.reportingTo(new Unreliable(all -> broken(), () -> {}));
        List<Invocation> tasks = install();
        assertThat(touched).isEmpty();
        assertThat(tasks).hasSize(2).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.PENDING));

        aSecondLater();

        assertThat(touched).containsExactlyElementsOf(ids(tasks));
        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.SUCCEEDED));
    }

    @Test
    @DisplayName("is not done again, where its end could not be told at once")
    void endsLater() {
        executor.reportingTo(new Unreliable(all -> {}, InstantWorkTest::broken));
        List<Invocation> tasks = install();
        assertThat(tasks).hasSize(2).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.RUNNING));

        aSecondLater();

        assertThat(touched).containsExactlyElementsOf(ids(tasks));
        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.SUCCEEDED));
    }

    @Test
    @DisplayName("is never done, where it was canceled before it began, whatever becomes of its neighbours")
    void canceled() {
        executor.reportingTo(new Unreliable(
                all -> maintenance
                        .cancellation()
                        .cancel(PROJECT, List.of(all.get(0).id())),
                InstantWorkTest::broken));
        List<Invocation> tasks = install();

        aSecondLater();

        assertThat(touched).doesNotContain(tasks.get(0).id());
        assertThat(tasks.stream().map(this::now))
                .containsExactly(InvocationStatus.CANCELED, InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("is left to another who has begun it, whatever becomes of its neighbours")
    void begunByAnother() {
        executor.reportingTo(new Unreliable(
                all -> maintenance.reports().report(ExecutionReport.started(all.get(0))), InstantWorkTest::broken));
        List<Invocation> tasks = install();

        aSecondLater();

        assertThat(touched).doesNotContain(tasks.get(0).id());
        assertThat(tasks.stream().map(this::now)).containsExactly(InvocationStatus.RUNNING, InvocationStatus.SUCCEEDED);
    }

    private static List<InvocationId> ids(List<Invocation> tasks) {
        return tasks.stream().map(Invocation::id).toList();
    }
}
