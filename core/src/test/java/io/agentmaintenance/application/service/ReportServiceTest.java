package io.agentmaintenance.application.service;

import static io.agentmaintenance.application.port.in.ReportOutcome.APPLIED;
import static io.agentmaintenance.application.port.in.ReportOutcome.OBSOLETE;
import static io.agentmaintenance.application.port.in.ReportOutcome.REPEATED;
import static io.agentmaintenance.application.port.in.ReportOutcome.UNKNOWN;
import static io.agentmaintenance.domain.ExecutionReport.Event.CANCELED;
import static io.agentmaintenance.domain.ExecutionReport.Event.FAILED;
import static io.agentmaintenance.domain.ExecutionReport.Event.STARTED;
import static io.agentmaintenance.domain.ExecutionReport.Event.SUCCEEDED;
import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static io.agentmaintenance.fixture.World.reportOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A report of an execution")
class ReportServiceTest {
    private final World world = new World();

    @BeforeEach
    void anInstallation() {
        world.with("s1", noAgent()).install("s1");
        world.listener.forget();
    }

    @ParameterizedTest(name = "{1} of a task that is {0}: {2}, then it is {3}")
    @CsvSource({
        "PENDING,   STARTED,   APPLIED,  RUNNING",
        "PENDING,   SUCCEEDED, APPLIED,  SUCCEEDED",
        "PENDING,   FAILED,    APPLIED,  FAILED",
        "PENDING,   CANCELED,  APPLIED,  CANCELED",
        "RUNNING,   STARTED,   REPEATED, RUNNING",
        "RUNNING,   SUCCEEDED, APPLIED,  SUCCEEDED",
        "RUNNING,   FAILED,    APPLIED,  FAILED",
        "RUNNING,   CANCELED,  APPLIED,  CANCELED",
        "SUCCEEDED, STARTED,   OBSOLETE, SUCCEEDED",
        "SUCCEEDED, SUCCEEDED, REPEATED, SUCCEEDED",
        "SUCCEEDED, FAILED,    OBSOLETE, SUCCEEDED",
        "SUCCEEDED, CANCELED,  OBSOLETE, SUCCEEDED",
        "FAILED,    STARTED,   OBSOLETE, FAILED",
        "FAILED,    SUCCEEDED, OBSOLETE, FAILED",
        "FAILED,    FAILED,    REPEATED, FAILED",
        "FAILED,    CANCELED,  OBSOLETE, FAILED",
        "CANCELED,  STARTED,   OBSOLETE, CANCELED",
        "CANCELED,  SUCCEEDED, OBSOLETE, CANCELED",
        "CANCELED,  FAILED,    OBSOLETE, CANCELED",
        "CANCELED,  CANCELED,  REPEATED, CANCELED",
        "TIMEOUT,   STARTED,   OBSOLETE, TIMEOUT",
        "TIMEOUT,   SUCCEEDED, APPLIED,  SUCCEEDED",
        "TIMEOUT,   FAILED,    APPLIED,  FAILED",
        "TIMEOUT,   CANCELED,  OBSOLETE, TIMEOUT",
    })
    @DisplayName("is applied, a repetition or obsolete, depending on the state of the task")
    void isAppliedRepeatedOrObsoleteAsTheTableSays(
            InvocationStatus before, Event event, ReportOutcome outcome, InvocationStatus after) {
        bringTo(before);
        Invocation task = world.task("t1");
        world.clock.advance(Duration.ofSeconds(1));

        assertThat(world.report("t1", event)).isEqualTo(outcome);

        assertThat(world.task("t1").status()).isEqualTo(after);
        if (outcome != APPLIED) {
            assertThat(world.task("t1")).isEqualTo(task);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"STARTED, OBSOLETE", "SUCCEEDED, REPEATED", "FAILED, OBSOLETE", "CANCELED, OBSOLETE"})
    @DisplayName("of an update that was rolled back meanwhile changes nothing")
    void changesNothingAfterARollback(Event event, ReportOutcome outcome) {
        String update = world.updated("s2");
        world.rollback(update);
        world.succeeds("t3");

        assertThat(world.report(update, event)).isEqualTo(outcome);
        assertThat(world.task(update).status()).isEqualTo(InvocationStatus.ROLLBACKED);
    }

    @Nested
    @DisplayName("that comes twice")
    class Twice {
        @ParameterizedTest
        @EnumSource
        @DisplayName("changes nothing the second time")
        void changesNothingTheSecondTime(Event event) {
            world.report("t1", event);
            Invocation once = world.task("t1");
            List<String> news = world.listener.news();
            world.clock.advance(Duration.ofMinutes(1));

            assertThat(world.report("t1", event)).isEqualTo(REPEATED);
            assertThat(world.task("t1")).isEqualTo(once);
            assertThat(world.listener.news()).isEqualTo(news);
        }
    }

    @Nested
    @DisplayName("that comes out of order:")
    class OutOfOrder {
        @ParameterizedTest
        @ValueSource(strings = {"SUCCEEDED", "FAILED"})
        @DisplayName("an end without a start implies the start, and listeners are notified of both")
        void impliesTheStartIfTheEndComesFirst(Event event) {
            assertThat(world.report("t1", event)).isEqualTo(APPLIED);

            assertThat(world.listener.news()).containsExactly("t1 PENDING>RUNNING", "t1 RUNNING>" + event);
            assertThat(world.task("t1").progress().startedAt()).isEqualTo(NOON);
            assertThat(world.report("t1", STARTED)).isEqualTo(OBSOLETE);
        }

        @Test
        @DisplayName("a cancellation needs no start")
        void needsNoStartForACancellation() {
            world.report("t1", CANCELED);

            assertThat(world.listener.news()).containsExactly("t1 PENDING>CANCELED");
            assertThat(world.task("t1").progress().startedAt()).isNull();
        }
    }

    @Nested
    @DisplayName("that comes after the time-out")
    class AfterTimeOut {
        @Test
        @DisplayName("corrects the time-out, and the end is marked as late")
        void correctsTheTimeOutAndIsMarkedLate() {
            world.timesOut("t1");
            world.clock.advance(Duration.ofMinutes(3));

            assertThat(world.report("t1", SUCCEEDED)).isEqualTo(APPLIED);
            assertThat(world.report("t1", SUCCEEDED)).isEqualTo(REPEATED);
            assertThat(world.report("t1", FAILED)).isEqualTo(OBSOLETE);

            Invocation task = world.task("t1");
            assertThat(task.progress().late()).isTrue();
            assertThat(task.progress().endedAt()).isEqualTo(world.clock.instant());
            assertThat(task.versions().current()).isEqualTo(version("2.7.2"));
            assertThat(world.listener.news())
                    .containsExactly("t1 PENDING>RUNNING", "t1 RUNNING>TIMEOUT", "t1 TIMEOUT>SUCCEEDED");
        }

        @Test
        @DisplayName("corrects the time-out even if no start was reported")
        void correctsTheTimeOutOfWorkWithoutStart() {
            world.clock.advance(Duration.ofHours(1));
            world.maintenance.supervision().expireOverdue();

            assertThat(world.report("t1", FAILED)).isEqualTo(APPLIED);
            assertThat(world.task("t1").progress().startedAt()).isNull();
            assertThat(world.task("t1").progress().late()).isTrue();
        }

        @Test
        @DisplayName("corrects the time-out while the retry is in progress, and each task keeps its own end")
        void correctsTheTimeOutWhileTheRetryRuns() {
            world.timesOut("t1");
            world.retry("t1");

            assertThat(world.report("t1", SUCCEEDED)).isEqualTo(APPLIED);
            assertThat(world.report("t2", FAILED)).isEqualTo(APPLIED);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.task("t1").lineage().retriedBy()).isEqualTo(task("t2"));
            assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.FAILED);
        }
    }

    @Nested
    @DisplayName("with observed facts")
    class WhatWasSeen {
        @Test
        @DisplayName("records the message and the version after a failure")
        void recordsMessageAndVersionOfAFailure() {
            send(FAILED, "Package damaged.", "2.6");

            assertThat(world.task("t1").progress().message()).isEqualTo("Package damaged.");
            assertThat(world.task("t1").versions().current()).isEqualTo(version("2.6"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"FAILED", "CANCELED"})
        @DisplayName("records a default message if it has none")
        void recordsADefaultMessage(Event event) {
            send(event, "", null);

            assertThat(world.task("t1").progress().message()).isNotBlank();
        }

        @Test
        @DisplayName("records the reason for a cancellation")
        void recordsTheReasonForACancellation() {
            send(CANCELED, "Stopped by the operator.", null);

            assertThat(world.task("t1").progress().message()).isEqualTo("Stopped by the operator.");
        }

        private void send(Event event, String message, @Nullable String seen) {
            world.maintenance
                    .reports()
                    .report(new ExecutionReport(
                            PROJECT, task("t1"), event, message, seen == null ? null : version(seen), WORKER));
        }
    }

    @Nested
    @DisplayName("in a batch:")
    class Batches {
        @Test
        @DisplayName("several reports of one task are recorded in their order")
        void recordsReportsOfOneTaskInTheirOrder() {
            assertThat(report(
                            reportOf("t1", STARTED),
                            reportOf("t1", STARTED),
                            reportOf("nope", STARTED),
                            reportOf("t1", FAILED),
                            reportOf("t1", SUCCEEDED),
                            reportOf("t1", FAILED)))
                    .containsExactly(APPLIED, REPEATED, UNKNOWN, APPLIED, OBSOLETE, REPEATED);
            assertThat(world.listener.news()).containsExactly("t1 PENDING>RUNNING", "t1 RUNNING>FAILED");
        }

        @Test
        @DisplayName("tasks of one project are unknown in the other")
        void keepsProjectsApart() {
            Instance other = new Instance(InstanceProfile.ecs(server("s9")), UniAgentStatus.RUNNING, noAgent());
            world.directory.put(OTHER_PROJECT, other);
            world.create(InvocationRequest.install(OTHER_PROJECT, servers("s9")));

            assertThat(report(
                            reportOf("t1", STARTED),
                            new ExecutionReport(OTHER_PROJECT, task("t2"), STARTED, null, null, WORKER),
                            new ExecutionReport(OTHER_PROJECT, task("t1"), STARTED, null, null, WORKER),
                            reportOf("t2", STARTED)))
                    .containsExactly(APPLIED, APPLIED, UNKNOWN, UNKNOWN);
        }

        @Test
        @DisplayName("reports of 100 tasks take a constant number of calls")
        void recordsAHundredReportsInTwoCalls() {
            Stream.of(World.hundred()).forEach(name -> world.with(name, noAgent()));
            List<Invocation> tasks = world.install(
                            Stream.of(World.hundred()).skip(2).toArray(String[]::new))
                    .accepted();
            world.calls.forget();

            world.maintenance
                    .reports()
                    .report(tasks.stream()
                            .map(task -> ExecutionReport.started(task, WORKER))
                            .toList());

            assertThat(world.calls.log()).containsExactly("repository.findAll", "repository.update");
        }

        @Test
        @DisplayName("an empty batch gets an empty answer")
        void acceptsAnEmptyBatch() {
            assertThat(report()).isEmpty();
        }

        private List<ReportOutcome> report(ExecutionReport... reports) {
            return world.maintenance.reports().report(List.of(reports));
        }
    }

    @Nested
    @DisplayName("that competes with other changes")
    class Races {
        @Test
        @DisplayName("is a repetition if the same report was stored first")
        void isARepetitionIfTheSameReportCameFirst() {
            world.calls.before("repository.update", once(() -> world.report("t1", STARTED)));

            assertThat(world.report("t1", STARTED)).isEqualTo(REPEATED);
            assertThat(world.listener.news()).containsExactly("t1 PENDING>RUNNING");
        }

        @Test
        @DisplayName("corrects a time-out that was stored first")
        void correctsAConcurrentTimeOut() {
            world.starts("t1");
            world.clock.advance(Duration.ofHours(1));
            world.calls.before(
                    "repository.update",
                    once(() -> world.maintenance.supervision().expireOverdue()));

            assertThat(world.report("t1", SUCCEEDED)).isEqualTo(APPLIED);
            assertThat(world.task("t1").progress().late()).isTrue();
        }

        @Test
        @DisplayName("is recorded after many conflicts, and those before its start do not count for its end")
        void countsTheConflictsOfOneStepOnly() {
            int[] writes = {0};
            world.repository.forcing((write, invocation) -> ++writes[0] % 600 == 0 ? null : WriteOutcome.CONFLICT);

            assertThat(world.report("t1", SUCCEEDED)).isEqualTo(APPLIED);
            assertThat(writes[0]).isEqualTo(1200);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("throws PortException if the store reports conflict after conflict")
        void throwsAfterTooManyConflicts() {
            world.repository.forcing((write, invocation) -> WriteOutcome.CONFLICT);

            assertThatThrownBy(() -> world.report("t1", STARTED)).isInstanceOf(PortException.class);
        }
    }

    @Nested
    @DisplayName("to a broken store")
    class StoreBroken {
        @ParameterizedTest
        @ValueSource(strings = {"repository.findAll", "repository.update"})
        @DisplayName("throws PortException, and can be repeated")
        void throwsAndMayBeRepeated(String call) {
            world.calls.broken(call);
            assertThatThrownBy(() -> world.report("t1", SUCCEEDED)).isInstanceOf(PortException.class);

            world.calls.mended();
            assertThat(world.report("t1", SUCCEEDED)).isEqualTo(APPLIED);
        }

        @Test
        @DisplayName(
                "of one of several tasks: listeners are notified of the stored ones, and all reports can be repeated")
        void notifiesOfWhatIsStoredIfOneReportFails() {
            world.with("s2", noAgent()).install("s2");
            world.listener.forget();
            world.repository.forcing(
                    (write, invocation) -> invocation.id().equals(task("t1")) ? WriteOutcome.FAILED : null);
            List<ExecutionReport> reports = List.of(reportOf("t1", STARTED), reportOf("t2", STARTED));

            assertThatThrownBy(() -> world.maintenance.reports().report(reports))
                    .isInstanceOf(PortException.class)
                    .hasMessage("1 of 2 reports could not be recorded")
                    .hasRootCauseMessage("the repository failed to store a report");
            assertThat(world.listener.news()).containsExactly("t2 PENDING>RUNNING");

            world.repository.forcing((write, invocation) -> null);
            assertThat(world.maintenance.reports().report(reports)).containsExactly(APPLIED, REPEATED);
        }
    }

    @Nested
    @DisplayName("of a successful rollback")
    class RollbackSucceeds {
        @Test
        @DisplayName("turns the update into ROLLBACKED in the same write")
        void marksTheUpdateInTheSameWrite() {
            String update = world.updated("s2");
            world.rollback(update);
            world.starts("t3");
            world.calls.forget();
            world.listener.forget();

            world.report("t3", SUCCEEDED);

            assertThat(Collections.frequency(world.calls.log(), "repository.update"))
                    .isEqualTo(1);
            assertThat(world.listener.news()).containsExactly("t3 RUNNING>SUCCEEDED", "t2 SUCCEEDED>ROLLBACKED");
            assertThat(world.task(update).progress().message()).contains("t3");
            assertThat(world.task(update).versions().current()).isEqualTo(version("2.4.1"));
        }

        @Test
        @DisplayName("turns the update into ROLLBACKED even if a late report of the update is stored first")
        void marksTheUpdateAfterItsLateReport() {
            world.with("s2", agentRunning("2.4.1")).update("s2");
            world.timesOut("t2");
            world.with("s2", agentRunning("2.7.2")).rollback("t2");
            world.starts("t3");
            world.calls.before("repository.update", once(() -> world.report("t2", SUCCEEDED)));

            assertThat(world.report("t3", SUCCEEDED)).isEqualTo(APPLIED);

            assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.ROLLBACKED);
            assertThat(world.task("t2").progress().late()).isTrue();
            assertThat(world.listener.news())
                    .endsWith("t2 TIMEOUT>SUCCEEDED", "t3 RUNNING>SUCCEEDED", "t2 SUCCEEDED>ROLLBACKED");
        }

        @Test
        @DisplayName("is applied even if the update is no longer stored")
        void isAppliedWithoutItsUpdate() {
            String update = world.updated("s2");
            world.rollback(update);
            world.repository.forget(task(update));

            assertThat(world.report("t3", SUCCEEDED)).isEqualTo(APPLIED);
            assertThat(world.task("t3").status()).isEqualTo(InvocationStatus.SUCCEEDED);
        }

        @ParameterizedTest
        @ValueSource(strings = {"FAILED", "CANCELED"})
        @DisplayName("does not change the update if the rollback failed or was canceled")
        void leavesTheUpdateIfTheRollbackFails(Event event) {
            String update = world.updated("s2");
            world.rollback(update);
            world.starts("t3");

            world.report("t3", event);

            assertThat(world.task(update).status()).isEqualTo(InvocationStatus.SUCCEEDED);
        }
    }

    private void bringTo(InvocationStatus status) {
        switch (status) {
            case PENDING -> {}
            case RUNNING -> world.starts("t1");
            case SUCCEEDED -> world.succeeds("t1");
            case FAILED -> world.fails("t1");
            case CANCELED -> world.report("t1", CANCELED);
            case TIMEOUT -> world.timesOut("t1");
            case ROLLBACKED -> throw new IllegalArgumentException("an installation is not rolled back");
        }
    }
}
