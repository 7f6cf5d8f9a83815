package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportExecutionUseCase;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("After the in-memory executor could not deliver the report")
class UndeliveredReportsTest {
    private static final ProjectId PROJECT = ProjectId.of("p");
    private static final List<InstanceId> SERVERS = List.of(InstanceId.of("s1"), InstanceId.of("s2"));

    @RegisterExtension
    private final UncaughtFailureRecorder uncaught = UncaughtFailureRecorder.ofUnplanned();

    private final SettableClock clock = SettableClock.at(Tasks.START);
    private final InMemoryFleet fleet = new InMemoryFleet();
    private final List<InvocationId> touched = new ArrayList<>();
    private final InMemoryAgentExecutor executor = new InMemoryAgentExecutor(
            new ObservedTransport(fleet.transport(clock), task -> touched.add(task.id())), clock, 2);
    private final AgentMaintenance maintenance = AgentMaintenance.builder()
            .repository(InMemoryInvocationRepository.withDefaults())
            .directory(fleet)
            .catalog(new InMemoryVersionCatalog(
                    List.of(new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION))))
            .executor(executor::reportingTo)
            .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
            .clock(clock)
            .build();

    /** Runs an action before reports of one kind are delivered. The action may throw. */
    private ReportExecutionUseCase before(Event event, Runnable first) {
        Iterator<Runnable> once = List.of(first).iterator();
        return reports -> {
            if (reports.get(0).event() == event && once.hasNext()) {
                once.next().run();
            }
            return maintenance.reports().report(reports);
        };
    }

    @BeforeEach
    void twoServers() {
        SERVERS.forEach(server -> addServer(PROJECT, server));
    }

    @AfterEach
    void failureWasReportedOnce() {
        assertThat(uncaught.take())
                .hasSize(1)
                .allSatisfy(failure -> assertThat(failure).hasMessageStartingWith("the store "));
    }

    private void addServer(ProjectId project, InstanceId server) {
        fleet.add(
                project,
                new Instance(InstanceProfile.ecs(server), UniAgentStatus.RUNNING, AgentState.notInstalled()),
                AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
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

    private static void faulty() {
        throw new IllegalStateException("the store has a defect");
    }

    @Test
    @DisplayName("of a start: the work begins a second later")
    void beginsTheWorkASecondLater() {
        executor.reportingTo(before(Event.STARTED, UndeliveredReportsTest::broken));
        List<Invocation> tasks = install();
        assertThat(touched).isEmpty();
        assertThat(tasks).hasSize(2).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.PENDING));

        aSecondLater();

        assertThat(touched).containsExactlyElementsOf(ids(tasks));
        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.SUCCEEDED));
    }

    @Test
    @DisplayName("of a start that was recorded nevertheless: the work begins a second later")
    void beginsWhatWasRecorded() {
        Iterator<Runnable> once =
                List.<Runnable>of(UndeliveredReportsTest::broken).iterator();
        executor.reportingTo(reports -> {
            List<ReportOutcome> outcomes = maintenance.reports().report(reports);
            if (once.hasNext()) {
                once.next().run();
            }
            return outcomes;
        });
        List<Invocation> tasks = install();
        assertThat(touched).isEmpty();
        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.RUNNING));

        aSecondLater();

        assertThat(touched).containsExactlyElementsOf(ids(tasks));
        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.SUCCEEDED));
    }

    @Test
    @DisplayName("of an end: it is reported a second later, and the work is not done again")
    void reportsTheEndASecondLater() {
        executor.reportingTo(before(Event.SUCCEEDED, UndeliveredReportsTest::broken));
        List<Invocation> tasks = install();
        assertThat(tasks).hasSize(2).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.RUNNING));

        aSecondLater();

        assertThat(touched).containsExactlyElementsOf(ids(tasks));
        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.SUCCEEDED));
    }

    @Test
    @DisplayName("of an end, because of a defect: it is reported a second later, and its room is freed")
    void freesRoomAfterADefect() {
        executor.reportingTo(before(Event.SUCCEEDED, UndeliveredReportsTest::faulty));
        List<Invocation> tasks = install();

        aSecondLater();

        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.SUCCEEDED));
        assertThat(executor.start(List.of(
                        Tasks.in(PROJECT, "x-1", "s3", InvocationType.INSTALL, InstanceType.ECS, Tasks.START),
                        Tasks.in(PROJECT, "x-2", "s4", InvocationType.INSTALL, InstanceType.ECS, Tasks.START))))
                .isEmpty();
    }

    @Test
    @DisplayName("of one project: reports of another project are still delivered")
    void keepsProjectsApart() {
        List<ProjectId> delivered = new ArrayList<>();
        executor.reportingTo(reports -> {
            if (reports.stream().anyMatch(report -> report.project().equals(PROJECT))) {
                throw new NoClassDefFoundError("the store is broken");
            }
            reports.forEach(report -> delivered.add(report.project()));
            return Collections.nCopies(reports.size(), ReportOutcome.APPLIED);
        });
        addServer(Tasks.OTHER, SERVERS.get(0));

        executor.start(List.of(
                Tasks.in(PROJECT, "x-1", "s1", InvocationType.INSTALL, InstanceType.ECS, Tasks.START),
                Tasks.in(Tasks.OTHER, "x-2", "s1", InvocationType.INSTALL, InstanceType.ECS, Tasks.START)));

        assertThat(delivered).as("STARTED and SUCCEEDED").containsExactly(Tasks.OTHER, Tasks.OTHER);
    }

    @Test
    @DisplayName("of a start whose task is canceled meanwhile: its work never begins, that of others does")
    void doesNotBeginTheCanceled() {
        executor.reportingTo(reports -> {
            if (reports.get(0).event() == Event.STARTED && reports.size() == 2) {
                maintenance
                        .cancellation()
                        .cancel(PROJECT, List.of(reports.get(0).invocation()));
                broken();
            }
            return maintenance.reports().report(reports);
        });
        List<Invocation> tasks = install();

        aSecondLater();

        assertThat(touched).doesNotContain(tasks.get(0).id());
        assertThat(tasks.stream().map(this::now))
                .containsExactly(InvocationStatus.CANCELED, InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("of a cancellation: it is reported a second later")
    void reportsTheCancellationASecondLater() {
        SERVERS.forEach(server -> fleet.set(PROJECT, server, AgentBehavior.hang(Duration.ZERO)));
        List<Invocation> tasks = install();
        executor.reportingTo(before(Event.CANCELED, UndeliveredReportsTest::broken));
        maintenance.cancellation().cancel(PROJECT, ids(tasks));
        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.RUNNING));

        aSecondLater();

        assertThat(tasks).allSatisfy(task -> assertThat(now(task)).isEqualTo(InvocationStatus.CANCELED));
    }

    private static List<InvocationId> ids(List<Invocation> tasks) {
        return tasks.stream().map(Invocation::id).toList();
    }
}
