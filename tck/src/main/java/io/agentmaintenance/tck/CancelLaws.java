package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code cancel}. */
abstract class CancelLaws extends ExecutorLaws {
    private static final int TASKS = 10;

    CancelLaws(AgentExecutorContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("drops work that has not begun: it never begins, and no start is reported")
    void dropsWorkThatHasNotBegun() {
        // No work begins while STARTED cannot be delivered.
        gate.shut(true);
        List<Invocation> tasks = request(1, TASKS, NEW).accepted();
        Assumptions.assumeFalse(tasks.isEmpty(), "the executor accepts nothing while it cannot report");

        executor.cancel(tasks);
        gate.shut(false);
        letTenMinutesPass();

        for (Invocation task : tasks) {
            assertUntouched(task);
            assertThat(gate.of(task.id())).doesNotContain(ExecutionReport.Event.STARTED);
        }
    }

    @Test
    @DisplayName("drops only the given work")
    void dropsOnlyTheGivenWork() {
        List<Invocation> tasks = accepted(1, TASKS);

        executor.cancel(tasks.subList(0, 1));
        List<Invocation> others = tasks.subList(1, TASKS);
        letTimePass(others);

        assertDoneOnce(others);
    }

    @Test
    @DisplayName("running work ends: CANCELED if it can be stopped without harm, otherwise as it would have ended")
    void bringsTheRunningToAnEnd() {
        List<Invocation> running = runningOn(TASKS);

        core.cancellation().cancel(PROJECT, running.stream().map(Invocation::id).toList());
        letTimePass(running);

        for (Invocation task : running) {
            assertThat(now(task).status())
                    .isIn(InvocationStatus.CANCELED, InvocationStatus.SUCCEEDED, InvocationStatus.FAILED);
        }
    }

    @Test
    @DisplayName("reports one end of work that is canceled while it is running, never two different ones")
    void reportsOneEndOfTheCanceled() {
        List<Invocation> running = runningOn(TASKS);

        core.cancellation().cancel(PROJECT, running.stream().map(Invocation::id).toList());
        letTenMinutesPass();

        for (Invocation task : running) {
            List<ExecutionReport.Event> ends = new ArrayList<>(gate.of(task.id()));
            ends.removeIf(event -> event == ExecutionReport.Event.STARTED);
            assertThat(ends.stream().distinct())
                    .as("ends reported of %s", task.id())
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("accepts ended and unknown invocations and an empty list, and changes nothing")
    void acceptsTheEndedAndTheUnknown() {
        List<Invocation> tasks = accepted(1, TASKS);
        letTimePass(tasks);
        Invocation unknown = Invocations.install("unknown", "web-0700");

        assertThatCode(() -> {
                    executor.cancel(tasks);
                    executor.cancel(List.of(unknown));
                    executor.cancel(List.of());
                })
                .doesNotThrowAnyException();
        letTenMinutesPass();

        assertDoneOnce(tasks);
        assertUntouched(unknown);
    }

    @Test
    @DisplayName("frees the server for the next task, whose work is done")
    void leavesTheServerFree() {
        List<Invocation> canceled = accepted(1, TASKS);
        List<InvocationId> ids = canceled.stream().map(Invocation::id).toList();
        core.cancellation().cancel(PROJECT, ids);
        letTimePass(canceled);
        Assumptions.assumeTrue(
                canceled.stream().allMatch(task -> now(task).status() == InvocationStatus.CANCELED),
                "the executor ends all work that it was given");

        List<Invocation> next = accepted(1, TASKS);
        letTimePass(next);

        assertDoneOnce(next);
    }
}
