package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A report of an execution, as a value,")
class ExecutionReportTest {
    private final Invocation invocation = aTask("t").running();

    @Test
    @DisplayName("names its worker if it is about a start")
    void namesTheWorkerThatStarts() {
        assertThat(ExecutionReport.started(invocation, WORKER).worker()).isEqualTo(WORKER);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new ExecutionReport(PROJECT, task("t"), ExecutionReport.Event.STARTED, null, null, null))
                .withMessage("a report of STARTED names its worker");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "STARTED")
    @DisplayName("may leave the worker of an end open")
    void mayLeaveTheWorkerOfAnEndOpen(ExecutionReport.Event event) {
        assertThat(new ExecutionReport(PROJECT, task("t"), event, null, null, null).worker())
                .isNull();
    }

    @Test
    @DisplayName("keeps everything else when it gets its worker")
    void keepsTheRestWhenItGetsItsWorker() {
        ExecutionReport report = new ExecutionReport(
                PROJECT, task("t"), ExecutionReport.Event.FAILED, "The disk is full.", version("2.7.1"), null);

        assertThat(report.by(WORKER))
                .isEqualTo(new ExecutionReport(
                        PROJECT,
                        task("t"),
                        ExecutionReport.Event.FAILED,
                        "The disk is full.",
                        version("2.7.1"),
                        WORKER));
    }
}
