package io.agentmaintenance.application;

import static io.agentmaintenance.application.World.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentStatusQuery;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.ProjectId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final World world = new World();
    private Invocation task;

    @BeforeEach
    void accept() {
        world.servers(null, "a", "b");
        task = world.install("a");
        world.news.clear();
    }

    private ReportOutcome report(ExecutionReport report) {
        return world.maintenance.reports().report(report);
    }

    @Nested
    @DisplayName("A report")
    class Reports {
        @Test
        @DisplayName("that is repeated changes nothing, and is told so")
        void repeated() {
            assertThat(report(ExecutionReport.started(task))).isEqualTo(ReportOutcome.APPLIED);
            assertThat(report(ExecutionReport.started(task))).isEqualTo(ReportOutcome.REPEATED);
            assertThat(report(ExecutionReport.succeeded(task))).isEqualTo(ReportOutcome.APPLIED);
            assertThat(report(ExecutionReport.succeeded(task))).isEqualTo(ReportOutcome.REPEATED);
            assertThat(world.news).containsExactly("t1 RUNNING", "t1 SUCCEEDED");
        }

        @Test
        @DisplayName("of an end before its start implies the start")
        void outOfOrder() {
            assertThat(report(ExecutionReport.failed(task, "disk full"))).isEqualTo(ReportOutcome.APPLIED);
            assertThat(report(ExecutionReport.started(task))).isEqualTo(ReportOutcome.OBSOLETE);
            assertThat(report(ExecutionReport.succeeded(task))).isEqualTo(ReportOutcome.OBSOLETE);
            assertThat(world.now(task).progress().message()).isEqualTo("disk full");
            assertThat(world.news).containsExactly("t1 RUNNING", "t1 FAILED");
        }

        @Test
        @DisplayName("after the time-out corrects it, and is recorded as late; work that was not begun must not begin")
        void late() {
            world.pass(Duration.ofHours(1));
            world.maintenance.supervision().expireOverdue();
            assertThat(report(ExecutionReport.started(task))).isEqualTo(ReportOutcome.OBSOLETE);
            assertThat(report(ExecutionReport.succeeded(task))).isEqualTo(ReportOutcome.APPLIED);
            assertThat(world.now(task).progress().late()).isTrue();
            assertThat(world.news).containsExactly("t1 TIMEOUT", "t1 SUCCEEDED");
        }

        @Test
        @DisplayName("of what is not known, or was canceled, is no error")
        void unknown() {
            assertThat(report(new ExecutionReport(
                            ProjectId.of("other"), task.id(), ExecutionReport.Event.SUCCEEDED, null, null)))
                    .isEqualTo(ReportOutcome.UNKNOWN);
            world.maintenance.cancellation().cancel(PROJECT, List.of(task.id()));
            assertThat(report(ExecutionReport.succeeded(task))).isEqualTo(ReportOutcome.OBSOLETE);
            assertThat(report(ExecutionReport.canceled(task))).isEqualTo(ReportOutcome.REPEATED);
        }

        @Test
        @DisplayName("may come with others, also of the same task")
        void together() {
            Invocation other = world.install("b");
            world.repository.calls.clear();
            assertThat(world.maintenance
                            .reports()
                            .report(List.of(
                                    ExecutionReport.started(task),
                                    ExecutionReport.started(other),
                                    ExecutionReport.succeeded(task),
                                    ExecutionReport.canceled(other))))
                    .containsOnly(ReportOutcome.APPLIED);
            assertThat(world.statusOf(task)).isEqualTo(InvocationStatus.SUCCEEDED);
            assertThat(world.statusOf(other)).isEqualTo(InvocationStatus.CANCELED);
        }

        @Test
        @DisplayName("of a success that a rolled-back update had is known already")
        void rolledBack() {
            world.servers("1.0", "b");
            Invocation update = world.succeed(world.update("b"));
            world.succeed(world.rollback(update));
            assertThat(report(ExecutionReport.succeeded(update))).isEqualTo(ReportOutcome.REPEATED);
        }

        @Test
        @DisplayName("may be repeated when the store was down")
        void outage() {
            world.repository.updateFailure = new PortException("down", null);
            assertThatExceptionOfType(PortException.class).isThrownBy(() -> report(ExecutionReport.started(task)));
            world.repository.updateFailure = null;
            assertThat(report(ExecutionReport.started(task))).isEqualTo(ReportOutcome.APPLIED);
        }
    }

    @Nested
    @DisplayName("Supervision")
    class Supervision {
        @Test
        @DisplayName("ends what was not picked up, and what was not finished, by two clocks")
        void clocks() {
            Invocation other = world.install("b");
            report(ExecutionReport.started(other));
            world.pass(Duration.ofMinutes(5));
            assertThat(world.maintenance.supervision().expireOverdue()).isEqualTo(1);
            assertThat(world.statusOf(task)).isEqualTo(InvocationStatus.TIMEOUT);
            assertThat(world.statusOf(other)).isEqualTo(InvocationStatus.RUNNING);
            world.pass(Duration.ofMinutes(5).plusMillis(1));
            assertThat(world.maintenance.supervision().expireOverdue()).isEqualTo(1);
            assertThat(world.statusOf(other)).isEqualTo(InvocationStatus.TIMEOUT);
            assertThat(world.maintenance.supervision().expireOverdue()).isZero();
        }

        @Test
        @DisplayName("hands over again what is pending, however much that is")
        void resume() {
            for (int i = 0; i < 2100; i++) {
                world.servers(null, "s" + i);
                world.install("s" + i);
            }
            report(ExecutionReport.started(task));
            world.started.clear();
            assertThat(world.maintenance.supervision().resumePending()).isEqualTo(2100);
            assertThat(world.started).hasSize(2100).doesNotContain(task.id());
        }
    }

    @Nested
    @DisplayName("To cancel")
    class Cancel {
        @Test
        @DisplayName("ends what is pending at once, asks for what is running, and leaves the rest alone")
        void cancel() {
            Invocation running = world.install("b");
            report(ExecutionReport.started(running));
            assertThat(world.maintenance
                            .cancellation()
                            .cancel(PROJECT, List.of(task.id(), InvocationId.of("x"), running.id(), task.id())))
                    .containsExactly(
                            CancelOutcome.CANCELED,
                            CancelOutcome.NOT_FOUND,
                            CancelOutcome.REQUESTED,
                            CancelOutcome.CANCELED);
            assertThat(world.canceled).containsExactlyInAnyOrder(task.id(), running.id());
            assertThat(world.statusOf(running)).isEqualTo(InvocationStatus.RUNNING);
            report(ExecutionReport.canceled(running));
            assertThat(world.statusOf(running)).isEqualTo(InvocationStatus.CANCELED);
            assertThat(world.maintenance.cancellation().cancel(PROJECT, List.of(running.id())))
                    .containsExactly(CancelOutcome.FINISHED);
        }
    }

    @Nested
    @DisplayName("The states of agents")
    class Statuses {
        @Test
        @DisplayName("are told for the servers that are known and match, each once, in order, with one call")
        void statuses() {
            world.servers("1.0", "c");
            world.calls.clear();
            List<InstanceId> asked =
                    List.of(InstanceId.of("c"), InstanceId.of("x"), InstanceId.of("a"), InstanceId.of("c"));
            assertThat(world.maintenance.agentStatuses().query(AgentStatusQuery.of(PROJECT, asked)))
                    .extracting(i -> i.id().value())
                    .containsExactly("c", "a");
            assertThat(world.calls).containsExactly("directory");
            assertThat(world.maintenance
                            .agentStatuses()
                            .query(new AgentStatusQuery(PROJECT, asked, null, AgentStatus.NONE)))
                    .extracting(i -> i.id().value())
                    .containsExactly("a");
        }
    }
}
