package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Eligibility;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
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
        assertThat(world.listener.toldTooEarly()).isEmpty();
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
        });
        thread.setUncaughtExceptionHandler((t, e) -> uncaught.add(e));
        thread.start();
        thread.join();

        assertThat(answers).containsExactly(List.of("t1"), List.of("EXECUTOR_UNAVAILABLE"));
        assertThat(world.listener.news())
                .containsExactly(
                        "t1 accepted", "t1 PENDING>RUNNING", "t1 RUNNING>SUCCEEDED", "t2 accepted", "t2 withdrawn");
        assertThat(uncaught).hasSize(5).allMatch(e -> "a bug of the listener".equals(e.getMessage()));
    }

    private static final class Throwing implements InvocationListener {
        @Override
        public void accepted(Invocation invocation) {
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
