package io.agentmaintenance.tck;

import static io.agentmaintenance.domain.ExecutionReport.Event.STARTED;
import static io.agentmaintenance.domain.ExecutionReport.Event.SUCCEEDED;
import static io.agentmaintenance.tck.Invocations.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code start}. */
abstract class StartLaws extends ExecutorLaws {
    private static final int BATCH = 100;
    private static final int THREADS = 8;
    private static final InstanceId SICK = InstanceId.of("web-0001");

    StartLaws(AgentExecutorContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("does all accepted work, and reports the end of each task")
    void reportsTheEndOfEach() {
        List<Invocation> tasks = accepted(1, BATCH);

        letTimePass(tasks);

        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("reports STARTED and gets the answer before it changes a server")
    void reportsBeforeItBegins() {
        List<Invocation> tasks = accepted(1, BATCH);

        letTimePass(tasks);

        assertThat(touchedTooEarly)
                .as("servers changed before STARTED was answered")
                .isEmpty();
        for (Invocation task : tasks) {
            assertThat(gate.of(task.id())).as("reports of %s", task.id()).containsSubsequence(STARTED, SUCCEEDED);
            assertThat(gate.of(task.id()).get(0)).isEqualTo(STARTED);
        }
    }

    @Test
    @DisplayName("brings each server to its pinned target, not to the newest version")
    void bringsEachToItsTarget() {
        List<Invocation> tasks = new ArrayList<>(request(1, 5, OLD).accepted());
        tasks.addAll(request(6, 10, NEW).accepted());

        letTimePass(tasks);

        assertThat(tasks).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(touches(tasks.get(i))).containsExactly(i < 5 ? OLD : NEW);
        }
    }

    @Test
    @DisplayName("does not begin a task that timed out or was canceled before STARTED is reported")
    void doesNotBeginTheObsolete() {
        Set<InvocationStatus> ends = Set.of(InvocationStatus.TIMEOUT, InvocationStatus.CANCELED);
        for (InvocationStatus end : ends) {
            beforeStarted(task -> store(
                    end == InvocationStatus.TIMEOUT
                            ? task.timeOut(Invocations.later(task))
                            : task.cancel(Invocations.later(task), "Canceled.")));
            int first = end == InvocationStatus.TIMEOUT ? 1 : 11;
            List<Invocation> tasks = accepted(first, first + 9);

            letTenMinutesPass();

            for (Invocation task : tasks) {
                MaintenanceAssertions.assertThat(now(task)).hasStatus(end);
                assertUntouched(task);
            }
        }
    }

    @Test
    @DisplayName("does not begin a task that another node has begun, for which STARTED is answered with TAKEN")
    void doesNotBeginWhatAnotherHasBegun() {
        beforeStarted(task -> store(task.start(Invocations.later(task), Invocations.WORKER)));
        List<Invocation> tasks = accepted(1, 10);

        letTenMinutesPass();

        for (Invocation task : tasks) {
            MaintenanceAssertions.assertThat(now(task)).hasStatus(InvocationStatus.RUNNING);
            assertUntouched(task);
        }
    }

    @Test
    @DisplayName("does not begin a task that is no longer known")
    void doesNotBeginTheUnknown() {
        Set<Invocation> withdrawn = new HashSet<>();
        beforeStarted(task -> {
            withdrawn.add(task);
            repository.withdraw(PROJECT, List.of(StoreLaws.withdrawal(task)));
        });
        List<Invocation> tasks = accepted(1, 10);

        letTenMinutesPass();

        assertThat(withdrawn).as("withdrawn tasks").isNotEmpty();
        tasks.forEach(this::assertUntouched);
    }

    @Test
    @DisplayName("begins nothing while STARTED cannot be delivered")
    void doesNotBeginWithoutAnAnswer() {
        gate.shut(true);
        List<Invocation> handedOver = new ArrayList<>();
        request(1, 10, NEW).accepted().forEach(handedOver::add);

        letTenMinutesPass();

        handedOver.forEach(this::assertUntouched);
    }

    @Test
    @DisplayName("carries out the others while the reports of one task fail")
    void isNotHeldBackByOneTask() {
        gate.interfere(report -> {
            if (now(report.invocation()).instanceId().equals(SICK)) {
                throw new PortException("the reports of this task cannot be recorded", null);
            }
        });
        List<Invocation> others = request(1, 10, NEW).accepted().stream()
                .filter(task -> !task.instanceId().equals(SICK))
                .toList();

        letTimePass(others);

        assertThat(others).hasSize(9);
        assertDoneOnce(others);
    }

    @Test
    @DisplayName("accepts batches from 8 threads at once, and does the work of each task once")
    void acceptsFromManyThreads() {
        List<Invocation> tasks = Race.of(THREADS, thread -> accepted(thread * BATCH + 1, (thread + 1) * BATCH)).stream()
                .flatMap(List::stream)
                .toList();

        letTimePass(tasks);

        assertThat(tasks).hasSize(THREADS * BATCH);
        assertDoneOnce(tasks);
    }

    @Test
    @DisplayName("reports the end of each task once")
    void reportsOneEnd() {
        List<Invocation> tasks = accepted(1, 20);

        letTenMinutesPass();

        for (Invocation task : tasks) {
            assertThat(gate.of(task.id()).stream()
                            .filter(event -> event != STARTED)
                            .distinct())
                    .as("ends reported of %s", task.id())
                    .containsExactly(SUCCEEDED);
        }
    }

    private void beforeStarted(Consumer<Invocation> interference) {
        Set<Object> met = ConcurrentHashMap.newKeySet();
        gate.interfere(report -> {
            if (report.event() == ExecutionReport.Event.STARTED && met.add(report.invocation())) {
                interference.accept(now(report.invocation()));
            }
        });
    }
}
