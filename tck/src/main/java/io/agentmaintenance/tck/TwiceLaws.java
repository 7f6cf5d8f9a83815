package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code start} that make it safe to hand pending work over once more. */
abstract class TwiceLaws extends ExecutorLaws {
    private static final int TASKS = 20;

    TwiceLaws(AgentExecutorContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("what has not begun is begun once")
    void beginsOnceWhatHasNotBegun() {
        List<Invocation> tasks = accepted(1, TASKS);

        core.supervision().resumePending();
        core.supervision().resumePending();
        executor.start(tasks);
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("what is named twice in one call is begun once")
    void beginsOnceWhatIsNamedTwice() {
        List<Invocation> tasks = waiting(2);

        executor.start(List.of(tasks.get(0), tasks.get(1), tasks.get(0)));
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("what is running goes on, and is not begun again")
    void doesNotBeginAgainWhatIsRunning() {
        List<Invocation> tasks = runningOn(TASKS);

        executor.start(tasks);
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("what has ended stays so")
    void doesNotBeginAgainWhatHasEnded() {
        List<Invocation> tasks = accepted(1, TASKS);
        letTimePass(tasks);

        executor.start(tasks);
        letTenMinutesPass();

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("what 8 threads hand over at once is begun once")
    void beginsOnceUnderThreads() {
        List<Invocation> tasks = waiting(TASKS);

        assertThat(Race.of(8, thread -> executor.start(tasks))).hasSize(8);
        letTimePass(tasks);

        assertDoneOnce(tasks);
    }
}
