package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.fixture.World;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Listeners")
class AnnouncementsTest {
    @Test
    @DisplayName("are notified of each transition once, after it is stored")
    void areNotifiedOfEachTransitionOnce() {
        World world = new World();
        String update = world.updated("s1");
        world.rollback(update);
        world.timesOut("t2");
        world.retry("t2");
        world.succeeds("t3");
        world.with("s2", noAgent()).install("s2");
        world.maintenance.cancellation().cancel(PROJECT, World.tasks("t4"));

        assertThat(world.listener.news())
                .containsExactly(
                        "t1 accepted",
                        "t1 PENDING>RUNNING",
                        "t1 RUNNING>SUCCEEDED",
                        "t2 accepted",
                        "t2 PENDING>RUNNING",
                        "t2 RUNNING>TIMEOUT",
                        "t3 accepted",
                        "t3 PENDING>RUNNING",
                        "t3 RUNNING>SUCCEEDED",
                        "t1 SUCCEEDED>ROLLBACKED",
                        "t4 accepted",
                        "t4 PENDING>CANCELED");
        assertThat(world.listener.notifiedTooEarly()).isEmpty();
    }

    @Test
    @DisplayName("are notified of each item that is refused, once and in the order of the request")
    void refused() {
        World world = new World().with("s1", noAgent()).with("s2", agentRunning("2.7.2"));

        world.install("s2", "s1", "nope", "s1");
        world.rollback("gone");

        assertThat(world.listener.refused())
                .containsExactly(
                        "project1 INSTALL s2 ALREADY_INSTALLED",
                        "project1 INSTALL nope INSTANCE_NOT_FOUND",
                        "project1 INSTALL s1 DUPLICATE_IN_REQUEST",
                        "project1 ROLLBACK gone INVOCATION_NOT_FOUND");
        assertThat(world.listener.news()).containsExactly("t1 accepted");
    }

    @Test
    @DisplayName("are notified of a refusal after the withdrawal that it comes from, and not of a plan")
    void refusedAfterWithdrawal() {
        List<String> order = new ArrayList<>();
        World world = new World(Eligibility.standard(), new InvocationListener() {
            @Override
            public void refused(ProjectId project, InvocationType type, ItemOutcome.Refused item) {
                order.add("refused");
            }

            @Override
            public void withdrawn(Invocation invocation) {
                order.add("withdrawn");
            }
        });
        world.executor.declines(i -> true);
        world.with("s1", noAgent());

        world.maintenance.requests().plan(InvocationRequest.install(PROJECT, servers("nope")));
        assertThat(order).isEmpty();
        world.install("s1");

        assertThat(order).containsExactly("withdrawn", "refused");
    }

    @Test
    @DisplayName(
            "cause no harm to the change or to other listeners when they throw, and the exception goes to the thread's handler")
    void causeNoHarmWhenTheyThrow() throws InterruptedException {
        List<Throwable> uncaught = new ArrayList<>();
        World world = new World(Eligibility.standard(), new Throwing());
        List<List<String>> answers = new ArrayList<>();
        Thread thread = new Thread(() -> {
            answers.add(words(world.with("s1", noAgent()).install("s1")));
            world.succeeds("t1");
            world.executor.declines(i -> true);
            answers.add(words(world.with("s2", noAgent()).install("s2")));
            answers.add(words(world.install("nope")));
        });
        thread.setUncaughtExceptionHandler((t, e) -> uncaught.add(e));
        thread.start();
        thread.join();

        assertThat(answers)
                .containsExactly(List.of("t1"), List.of("EXECUTOR_UNAVAILABLE"), List.of("INSTANCE_NOT_FOUND"));
        assertThat(world.listener.news())
                .containsExactly(
                        "t1 accepted", "t1 PENDING>RUNNING", "t1 RUNNING>SUCCEEDED", "t2 accepted", "t2 withdrawn");
        assertThat(world.listener.refused())
                .containsExactly(
                        "project1 INSTALL s2 EXECUTOR_UNAVAILABLE", "project1 INSTALL nope INSTANCE_NOT_FOUND");
        assertThat(uncaught).hasSize(7).allMatch(e -> "a bug of the listener".equals(e.getMessage()));
    }

    private static final class Throwing implements InvocationListener {
        @Override
        public void accepted(Invocation invocation) {
            throw new IllegalStateException("a bug of the listener");
        }

        @Override
        public void refused(ProjectId project, InvocationType type, ItemOutcome.Refused item) {
            throw new IllegalStateException("a bug of the listener");
        }

        @Override
        public void changed(InvocationChange change) {
            throw new IllegalStateException("a bug of the listener");
        }

        @Override
        public void withdrawn(Invocation invocation) {
            throw new IllegalStateException("a bug of the listener");
        }
    }
}
