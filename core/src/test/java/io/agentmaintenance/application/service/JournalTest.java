package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a store writes into its journal, it learns from the calls of the core. */
@DisplayName("The journal names who caused each step:")
class JournalTest {
    private static final Actor ANN = Actor.caller("ann");

    private final World world = new World().with("s1", noAgent());

    @Test
    @DisplayName("the caller of a request, and the worker")
    void namesCallerAndWorker() {
        install();
        world.succeeds("t1");

        assertThat(journal())
                .containsExactly(
                        "t1 ACCEPTED PENDING by CALLER ann",
                        "t1 CHANGED RUNNING by WORKER worker-1#1",
                        "t1 CHANGED SUCCEEDED by WORKER worker-1#1");
        assertThat(world.task("t1").requestedBy()).isEqualTo(ANN);
    }

    @Test
    @DisplayName("a caller without a name")
    void namesAnUnknownCaller() {
        world.install("s1");
        world.maintenance.cancellation().cancel(PROJECT, World.tasks("t1"));

        assertThat(journal())
                .containsExactly("t1 ACCEPTED PENDING by CALLER unknown", "t1 CHANGED CANCELED by CALLER unknown");
    }

    @Test
    @DisplayName("the worker that reports an end, else the one that began")
    void namesTheWorkerOfAnEnd() {
        install();
        world.starts("t1");
        report(ExecutionReport.failed(world.task("t1"), "The disk is full."));
        world.retry("t1");
        world.starts("t2");
        report(ExecutionReport.canceled(world.task("t2")).by(new Worker("worker-2", 5)));

        assertThat(journal())
                .contains(
                        "t1 CHANGED FAILED by WORKER worker-1#1",
                        "t2 CHANGED RUNNING by WORKER worker-1#1",
                        "t2 CHANGED CANCELED by WORKER worker-2#5");
    }

    @Test
    @DisplayName("the worker that reports an end before its start, for both steps")
    void namesTheWorkerOfAnImpliedStart() {
        install();
        report(ExecutionReport.succeeded(world.task("t1")).by(WORKER));

        assertThat(journal())
                .endsWith("t1 CHANGED RUNNING by WORKER worker-1#1", "t1 CHANGED SUCCEEDED by WORKER worker-1#1");
    }

    @Test
    @DisplayName("a worker that is not known")
    void namesAnUnknownWorker() {
        install();
        report(ExecutionReport.succeeded(world.task("t1")));

        assertThat(journal())
                .endsWith("t1 CHANGED RUNNING by WORKER unknown", "t1 CHANGED SUCCEEDED by WORKER unknown");
    }

    @Test
    @DisplayName("the service itself, when a task is overdue")
    void namesTheServiceForATimeOut() {
        install();
        world.clock.advance(Duration.ofHours(1));
        world.maintenance.supervision().expireOverdue();

        assertThat(journal()).endsWith("t1 CHANGED TIMEOUT by SUPERVISION supervision");
    }

    @Test
    @DisplayName("the service itself, when a task is withdrawn")
    void namesTheServiceForAWithdrawal() {
        world.executor.declines(i -> true);
        install();

        assertThat(journal())
                .containsExactly(
                        "t1 ACCEPTED PENDING by CALLER ann", "t1 WITHDRAWN PENDING by SUPERVISION supervision");
    }

    @Test
    @DisplayName("who cancels what is PENDING, and who asks to cancel what is RUNNING")
    void namesWhoCancels() {
        install();
        world.with("s2", noAgent()).install("s2");
        world.starts("t2");

        world.maintenance.cancellation().cancel(PROJECT, World.tasks("t1", "t2"), Actor.caller("bob"));
        world.report("t2", Event.CANCELED);

        assertThat(journal())
                .endsWith(
                        "t1 CHANGED CANCELED by CALLER bob",
                        "t2 CANCEL_REQUESTED RUNNING by CALLER bob",
                        "t2 CHANGED CANCELED by WORKER worker-1#1");
    }

    @Test
    @DisplayName("the worker of a rollback, also for the update that it undoes")
    void namesTheWorkerOfARollbackForItsUpdate() {
        String update = world.updated("s1");
        world.rollback(update);
        world.succeeds("t2");

        assertThat(journal())
                .endsWith("t2 CHANGED SUCCEEDED by WORKER worker-1#1", "t1 CHANGED ROLLBACKED by WORKER worker-1#1");
    }

    @Test
    @DisplayName("who asks for the retry of a task whose work turns out to be done")
    void namesWhoFindsTheWorkDone() {
        install();
        world.timesOut("t1");
        world.with("s1", agentRunning("2.7.2"));

        assertThat(words(world.maintenance
                        .requests()
                        .create(InvocationRequest.retry(PROJECT, List.of(task("t1"))), Actor.caller("bob"))))
                .containsExactly("ALREADY_ON_VERSION");
        assertThat(journal()).endsWith("t1 CHANGED SUCCEEDED by CALLER bob");
    }

    @Test
    @DisplayName("and does not tell of a link to a retry")
    void doesNotTellOfLinks() {
        install();
        world.fails("t1");
        world.maintenance.requests().create(InvocationRequest.retry(PROJECT, List.of(task("t1"))), ANN);

        assertThat(journal()).endsWith("t1 CHANGED FAILED by WORKER worker-1#1", "t2 ACCEPTED PENDING by CALLER ann");
    }

    private void install() {
        world.maintenance.requests().create(InvocationRequest.install(PROJECT, servers("s1")), ANN);
    }

    private void report(ExecutionReport report) {
        world.maintenance.reports().report(report);
    }

    /** One line for each entry, the oldest first. */
    private List<String> journal() {
        return world.repository.journal().stream()
                .map(entry -> entry.invocation() + " " + entry.event() + " " + entry.status() + " by "
                        + entry.actor().kind() + " " + entry.actor().name())
                .toList();
    }
}
