package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code start} that make it safe to hand over pending work again. */
abstract class TwiceLaws extends ExecutorLaws {
    private static final int TASKS = 20;

    TwiceLaws(AgentExecutorContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("work that has not begun begins once")
    void beginsWorkThatHasNotBegunOnce() {
        List<Invocation> tasks = accepted(1, TASKS);

        core.supervision().resumePending();
        core.supervision().resumePending();
        executor.start(tasks);
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("a task given twice in one call begins once")
    void beginsARepeatedTaskOnce() {
        List<Invocation> tasks = waiting(2);

        executor.start(List.of(tasks.get(0), tasks.get(1), tasks.get(0)));
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("running work continues, and does not begin again")
    void doesNotBeginRunningWorkAgain() {
        List<Invocation> tasks = runningOn(TASKS);

        executor.start(tasks);
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("ended work does not begin again")
    void doesNotBeginEndedWorkAgain() {
        List<Invocation> tasks = accepted(1, TASKS);
        letTimePass(tasks);

        executor.start(tasks);
        letTenMinutesPass();

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("work that 8 threads hand over at once begins once")
    void beginsOnceUnderThreads() {
        List<Invocation> tasks = waiting(TASKS);

        assertThat(Race.of(8, thread -> executor.start(tasks))).hasSize(8);
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }
}
