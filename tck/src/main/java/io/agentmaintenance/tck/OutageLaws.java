package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.RefusalReason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of an executor that cannot accept work for a while. */
abstract class OutageLaws extends ExecutorLaws {
    private static final int TASKS = 10;

    OutageLaws(AgentExecutorContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("start throws PortException, and none of the work begins, then or later")
    void beginsNothing() {
        List<Invocation> tasks = waiting(TASKS);
        assertCannotStart(tasks);
        letTenMinutesPass();

        for (Invocation task : tasks) {
            assertUntouched(task);
            assertThat(gate.of(task.id())).as("reports of %s", task.id()).isEmpty();
        }
    }

    @Test
    @DisplayName("start may be repeated afterwards, and the work of each task is done once")
    void acceptsAfterwards() {
        List<Invocation> tasks = waiting(TASKS);
        assertCannotStart(tasks);

        assertThat(executor.start(tasks)).isEmpty();
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("the core refuses every item, and its list is empty")
    void letsTheCoreRefuseAll() {
        Runnable repair = breakTransport();
        BatchResult result;
        try {
            result = request(1, TASKS, NEW);
        } finally {
            repair.run();
        }

        MaintenanceAssertions.assertThat(result).hasAccepted(0).refuses(TASKS, RefusalReason.EXECUTOR_UNAVAILABLE);
        assertThat(repository.find(InvocationQuery.newest(PROJECT)).count()).isZero();
        letTenMinutesPass();
        assertThat(repository.find(InvocationQuery.newest(PROJECT)).count()).isZero();
    }

    @Test
    @DisplayName("cancel throws PortException or nothing, and running work ends")
    void bringsTheRunningToAnEnd() {
        List<Invocation> running = runningOn(TASKS);
        Runnable repair = breakTransport();
        try {
            executor.cancel(running);
        } catch (PortException e) {
            // The request could not be passed on, so the work continues.
        } finally {
            repair.run();
        }
        letTimePass(running);

        for (Invocation task : running) {
            MaintenanceAssertions.assertThat(now(task)).isFinished();
        }
    }

    private void assertCannotStart(List<Invocation> tasks) {
        Runnable repair = breakTransport();
        try {
            assertThatThrownBy(() -> executor.start(tasks)).isInstanceOf(PortException.class);
        } finally {
            repair.run();
        }
    }

    private Runnable breakTransport() {
        Optional<Runnable> repair = contract.breakTransport();
        Assumptions.assumeTrue(repair.isPresent(), "the executor can always accept work");
        return repair.get();
    }
}
