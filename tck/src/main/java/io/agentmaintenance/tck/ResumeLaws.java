package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Worker;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code resume}, and of executors that follow one another. */
abstract class ResumeLaws extends ExecutorLaws {
    private static final int TASKS = 10;

    ResumeLaws(AgentExecutorContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("begins nothing: work of which nothing is found ends as FAILED, because it was interrupted")
    void beginsNothing() {
        List<Invocation> tasks = begunElsewhere();

        assertThat(executor.resume(tasks)).isEmpty();
        letTenMinutesPass();

        for (Invocation task : tasks) {
            assertUntouched(task);
            MaintenanceAssertions.assertThat(now(task)).hasStatus(InvocationStatus.FAILED);
            assertThat(now(task).progress().message()).containsIgnoringCase("interrupted");
        }
    }

    @Test
    @DisplayName("reports no second STARTED, and one end, however often it is called")
    void reportsOneEnd() {
        List<Invocation> tasks = begunElsewhere();

        executor.resume(tasks);
        executor.resume(tasks);
        letTenMinutesPass();
        executor.resume(tasks);
        letTenMinutesPass();

        for (Invocation task : tasks) {
            assertThat(Set.copyOf(gate.of(task.id())))
                    .as("reports of %s", task.id())
                    .containsExactly(ExecutionReport.Event.FAILED);
        }
    }

    @Test
    @DisplayName("leaves alone the work that this executor has in hand")
    void leavesWorkInHand() {
        List<Invocation> running = runningOn(TASKS);

        assertThat(executor.resume(running)).isEmpty();
        letASecondPass();
        assertThat(executor.resume(running)).isEmpty();
        letTimePass(running);

        assertDoneOnce(running);
    }

    @Test
    @DisplayName("brings the work of a process that is gone to its end, without beginning it again")
    void bringsFoundWorkToItsEnd() {
        List<Invocation> running = runningOn(TASKS);
        goOnInTheNextProcess();

        assertThat(executor.resume(running)).isEmpty();
        letTimePass(running);

        assertDoneOnce(running);
    }

    @Test
    @DisplayName("reports the end of work that has ended while no process looked")
    void reportsWhatHasEnded() {
        List<Invocation> running = runningOn(TASKS);
        goOnInTheNextProcess();
        letTenMinutesPass();

        assertThat(executor.resume(running)).isEmpty();
        letTimePass(running);

        assertDoneOnce(running);
    }

    @Test
    @DisplayName("is not needed for new work: another process begins it as another worker")
    void isAnotherWorker() {
        List<Invocation> tasks = waiting(2);
        executor.start(tasks.subList(0, 1));
        letTimePass(tasks.subList(0, 1));

        goOnInTheNextProcess();
        executor.start(tasks.subList(1, 2));
        letTimePass(tasks);

        assertDoneOnce(tasks);
        assertThat(processOf(tasks.get(1).id()))
                .as("process of the second executor")
                .isNotEqualTo(processOf(tasks.get(0).id()));
    }

    private String processOf(InvocationId task) {
        List<Worker> workers = gate.workersOf(task);
        assertThat(workers).as("workers of %s", task).isNotEmpty();
        return workers.get(0).process();
    }

    /** Invocations that a worker has begun of which neither this executor nor a server knows. */
    private List<Invocation> begunElsewhere() {
        List<Invocation> tasks = waiting(TASKS);
        tasks.forEach(task -> store(task.start(Invocations.later(task), Invocations.WORKER)));
        return tasks.stream().map(this::now).toList();
    }
}
