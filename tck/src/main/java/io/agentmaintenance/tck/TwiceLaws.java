package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
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
        List<Invocation> tasks = accepted(1, TASKS);
        for (int second = 0; second < 60 && now(tasks.get(0)).status() == InvocationStatus.PENDING; second++) {
            letASecondPass();
        }
        Assumptions.assumeTrue(
                now(tasks.get(0)).status() == InvocationStatus.RUNNING, "the executor is never seen at work");

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
