package io.agentmaintenance.application.service;

import static io.agentmaintenance.domain.ExecutionReport.Event.STARTED;
import static io.agentmaintenance.domain.ExecutionReport.Event.SUCCEEDED;
import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.fixture.Calls;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A project or a task for which a port fails does not affect the others:")
class OneSickPartTest {
    private final World world = new World();

    @Nested
    @DisplayName("expiry")
    class Expiry {
        @Test
        @DisplayName("ends the tasks of other projects in the first turn, then reports the failure")
        void endsTheTasksOfOtherProjects() {
            put(PROJECT, "a", 1);
            put(OTHER_PROJECT, "b", 1);
            world.repository.sick(i -> i.project().equals(PROJECT));
            world.clock.advance(Duration.ofHours(1));

            for (int turn = 1; turn <= 3; turn++) {
                String ended = turn == 1 ? "1" : "0";
                assertThatThrownBy(this::expire)
                        .isInstanceOf(PortException.class)
                        .hasMessage(ended + " overdue invocations were ended, and 1 could not be ended")
                        .hasRootCauseMessage("broken by the test");
                assertThat(timedOut()).isEqualTo(1);
            }
            assertThat(world.uncaught)
                    .as("what is thrown is not reported a second time")
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 499, 999})
        @DisplayName("ends the other tasks of the same project, wherever the failing one stands")
        void endsTheOtherTasksOfTheProject(int sick) {
            put(PROJECT, "a", 1000);
            world.repository.sick(i -> i.id().equals(task("a" + sick)));
            world.clock.advance(Duration.ofHours(1));

            assertThatThrownBy(this::expire).hasMessage("999 overdue invocations were ended, and 1 could not be ended");
            assertThat(timedOut()).isEqualTo(999);
        }

        @ParameterizedTest
        @ValueSource(ints = {1000, 1001, 5000})
        @DisplayName("ends the task behind whole pages of tasks that the store fails to write")
        void endsTheTaskBehindPagesOfFailures(int sick) {
            put(PROJECT, "a", sick);
            put(PROJECT, "healthy", 1);
            world.repository.forcing(
                    (write, invocation) -> invocation.id().value().startsWith("a") ? WriteOutcome.FAILED : null);
            world.clock.advance(Duration.ofHours(1));

            assertThatThrownBy(this::expire)
                    .hasMessage("1 overdue invocations were ended, and " + sick + " could not be ended")
                    .hasRootCauseMessage("the repository failed to end an overdue invocation")
                    .satisfies(e -> assertThat(e.getSuppressed())
                            .as("a few failures are named, and not thousands")
                            .hasSizeBetween(1, 9));
            assertThat(world.task("healthy0").status()).isEqualTo(InvocationStatus.TIMEOUT);
        }

        @Test
        @DisplayName("ends the task behind a whole page of tasks for which the store throws, or that others change")
        void endsTheTaskBehindAPageOfExceptions() {
            put(PROJECT, "a", 600);
            put(PROJECT, "c", 600);
            put(PROJECT, "healthy", 1);
            world.repository.sick(i -> i.id().value().startsWith("a"));
            world.repository.forcing(
                    (write, invocation) -> invocation.id().value().startsWith("c") ? WriteOutcome.CONFLICT : null);
            world.clock.advance(Duration.ofHours(1));

            assertThatThrownBy(this::expire).hasMessage("1 overdue invocations were ended, and 600 could not be ended");
            assertThat(world.task("healthy0").status()).isEqualTo(InvocationStatus.TIMEOUT);
        }

        @Test
        @DisplayName("ends all tasks after a temporary failure, and reports the failure once")
        void endsAllAfterATemporaryFailure() {
            put(PROJECT, "a", 3);
            world.clock.advance(Duration.ofHours(1));
            world.calls.before("repository.update", once(Calls::fail));

            assertThat(expire()).isEqualTo(3);
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName("reports how many tasks were ended if the store fails halfway")
        void reportsHowManyWereEndedWhenTheStoreFails() {
            put(PROJECT, "a", 1500);
            world.clock.advance(Duration.ofHours(1));
            world.calls.before("repository.overdue", Calls.fromTime(2, Calls::fail));

            assertThatThrownBy(this::expire)
                    .isInstanceOf(PortException.class)
                    .hasMessage("1000 overdue invocations were ended; the others could not be read");
        }

        @Test
        @DisplayName("does not call a slow and broken store for each task")
        void doesNotCallASlowBrokenStoreForEachTask() {
            put(PROJECT, "a", 1000);
            world.clock.advance(Duration.ofHours(1));
            world.calls.before("repository.update", () -> {
                world.clock.advance(Duration.ofSeconds(3));
                Calls.fail();
            });

            assertThatThrownBy(this::expire).isInstanceOf(PortException.class);
            assertThat(Collections.frequency(world.calls.log(), "repository.update"))
                    .isLessThan(20);
        }

        @ParameterizedTest
        @CsvSource({
            "repository.overdue, ahead0, 1 overdue invocations were ended; the others could not be read",
            "repository.datedAfter, due0, 1 overdue invocations were ended; those dated ahead could not be read",
        })
        @DisplayName(
                "ends what was dated before the clock was set back, and what was not, each where the other cannot be read")
        void datedAhead(String broken, String ended, String message) {
            put(PROJECT, "due", 1);
            world.repository.put(aTask("ahead0")
                    .on("s1")
                    .created(NOON.plus(Duration.ofDays(1)))
                    .pending());
            assertThat(expire()).as("the task that is dated ahead is seen").isZero();
            world.clock.advance(Duration.ofMinutes(6));
            world.calls.broken(broken);

            assertThatThrownBy(this::expire)
                    .isInstanceOf(PortException.class)
                    .hasMessage(message)
                    .hasRootCauseMessage("broken by the test");
            assertThat(world.repository.all())
                    .filteredOn(i -> i.status() == InvocationStatus.TIMEOUT)
                    .extracting(Invocation::id)
                    .containsExactly(task(ended));
        }

        private int expire() {
            return world.maintenance.supervision().expireOverdue();
        }

        private long timedOut() {
            return world.repository.all().stream()
                    .filter(i -> i.status() == InvocationStatus.TIMEOUT)
                    .count();
        }
    }

    @Nested
    @DisplayName("resume")
    class Resume {
        @Test
        @DisplayName("hands over the tasks of other projects, then reports the failure")
        void handsOverTheTasksOfOtherProjects() {
            put(PROJECT, "a", 1);
            put(OTHER_PROJECT, "b", 5);
            world.executor.sick(i -> i.project().equals(PROJECT));

            assertThatThrownBy(this::resume)
                    .isInstanceOf(PortException.class)
                    .hasMessage("5 pending invocations were handed over, and 1 could not be handed over")
                    .hasRootCauseMessage("broken by the test");
            assertThat(world.executor.started())
                    .hasSize(5)
                    .allMatch(i -> i.project().equals(OTHER_PROJECT));
        }

        @Test
        @DisplayName("hands over the tasks on the pages behind a whole page of failures, each once")
        void handsOverTheTasksBehindAPageOfFailures() {
            put(PROJECT, "a", 1000);
            put(PROJECT, "b", 1500);
            world.executor.sick(i -> i.id().value().startsWith("a") || i.id().equals(task("b7")));

            assertThatThrownBy(this::resume)
                    .hasMessage("1499 pending invocations were handed over, and 1001 could not be handed over");
            assertThat(world.executor.started()).hasSize(1499).doesNotHaveDuplicates();
        }

        @Test
        @DisplayName("hands over all tasks after a temporary failure, and reports the failure once")
        void handsOverAllAfterATemporaryFailure() {
            put(PROJECT, "a", 6);
            world.calls.before("executor.start", once(() -> {
                throw new AssertionError("broken by the test");
            }));

            assertThat(resume()).isEqualTo(6);
            assertThat(world.executor.started()).hasSize(6);
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName("reports how many tasks were handed over if the store fails halfway")
        void reportsHowManyWereHandedOverWhenTheStoreFails() {
            put(PROJECT, "a", 1500);
            world.calls.before("repository.pending", Calls.fromTime(2, Calls::fail));

            assertThatThrownBy(this::resume)
                    .hasMessage("1000 pending invocations were handed over; the others could not be read");
            assertThat(world.executor.started()).hasSize(1000);
        }

        @Test
        @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        @DisplayName(
                "ends where the store returns its first page again, with each task handed over once, and reports it")
        void pagesThatBeginAgain() {
            put(PROJECT, "a", 1500);
            world.repository.pagesBeginAgain();

            assertThatThrownBy(this::resume)
                    .isInstanceOf(PortException.class)
                    .hasMessage("1000 pending invocations were handed over; the others could not be read")
                    .hasRootCauseMessage("the repository returned a page of pending invocations again");
            assertThat(world.executor.started()).hasSize(1000).doesNotHaveDuplicates();
        }

        @Test
        @DisplayName("hands over all, where each page brings some that are new, and each once")
        void pagesThatOverlap() {
            put(PROJECT, "a", 1500);
            world.repository.pagesBeginAgain();
            world.executor.atStart(
                    (invocation, reports) -> reports.report(ExecutionReport.started(invocation, WORKER)));

            assertThat(resume()).isEqualTo(1500);
            assertThat(world.executor.started()).hasSize(1500).doesNotHaveDuplicates();
        }

        private int resume() {
            return world.maintenance.supervision().resumePending();
        }
    }

    @Nested
    @DisplayName("reports")
    class Reports {
        private final List<ExecutionReport> reports = List.of(
                of(PROJECT, "a0", STARTED),
                of(PROJECT, "a0", SUCCEEDED),
                of(PROJECT, "a1", STARTED),
                of(PROJECT, "a1", SUCCEEDED),
                of(OTHER_PROJECT, "b0", STARTED));

        @Test
        @DisplayName("of other projects are recorded, then the failure is thrown")
        void recordsTheReportsOfOtherProjects() {
            put(PROJECT, "a", 2);
            put(OTHER_PROJECT, "b", 1);
            world.repository.sick(i -> i.project().equals(PROJECT));

            assertThatThrownBy(this::report)
                    .isInstanceOf(PortException.class)
                    .hasMessage("4 of 5 reports could not be recorded");
            assertThat(status("b0")).isEqualTo(InvocationStatus.RUNNING);
        }

        @Test
        @DisplayName("of other tasks are all recorded if the store throws for one task")
        void recordsTheReportsOfOtherTasksIfTheStoreThrows() {
            put(PROJECT, "a", 2);
            put(OTHER_PROJECT, "b", 1);
            world.repository.sick(i -> i.id().equals(task("a0")));

            assertThatThrownBy(this::report).hasMessage("2 of 5 reports could not be recorded");
            assertThat(status("a0")).isEqualTo(InvocationStatus.PENDING);
            assertThat(status("a1")).isEqualTo(InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("of other tasks are all recorded if the store fails to write one task")
        void recordsTheReportsOfOtherTasksIfOneIsNotWritten() {
            put(PROJECT, "a", 2);
            put(OTHER_PROJECT, "b", 1);
            world.repository.forcing(
                    (write, invocation) -> invocation.id().equals(task("a0")) ? WriteOutcome.FAILED : null);

            assertThatThrownBy(this::report).hasMessage("2 of 5 reports could not be recorded");
            assertThat(status("a1")).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(status("b0")).isEqualTo(InvocationStatus.RUNNING);
        }

        @Test
        @DisplayName("are all recorded after a temporary failure, and the failure is reported once")
        void recordsAllReportsAfterATemporaryFailure() {
            put(PROJECT, "a", 2);
            put(OTHER_PROJECT, "b", 1);
            world.calls.before("repository.update", once(Calls::fail));

            assertThat(report()).containsOnly(ReportOutcome.APPLIED).hasSize(5);
            assertThat(world.uncaught).hasSize(1);
        }

        private List<ReportOutcome> report() {
            return world.maintenance.reports().report(reports);
        }

        private InvocationStatus status(String id) {
            return world.repository.all().stream()
                    .filter(i -> i.id().equals(task(id)))
                    .findFirst()
                    .map(Invocation::status)
                    .orElseThrow();
        }

        private static ExecutionReport of(ProjectId project, String id, ExecutionReport.Event event) {
            return new ExecutionReport(project, task(id), event, null, null, WORKER);
        }
    }

    private void put(ProjectId project, String prefix, int count) {
        IntStream.range(0, count)
                .mapToObj(i -> aTask(prefix + i)
                        .of(project)
                        .on(prefix + i)
                        .created(NOON)
                        .pending())
                .forEach(world.repository::put);
    }
}
