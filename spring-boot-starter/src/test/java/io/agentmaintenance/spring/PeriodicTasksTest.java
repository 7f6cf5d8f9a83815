package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.spring.PeriodicTasks.Task;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

@DisplayName("The periodic tasks")
@Timeout(60)
class PeriodicTasksTest {
    private static final Duration SOON = Duration.ofMillis(1);

    @Test
    @DisplayName("run again after an exception and after an error")
    void runAgainAfterAFailure() throws InterruptedException {
        CountDownLatch third = new CountDownLatch(3);
        PeriodicTasks tasks = new PeriodicTasks(List.of(new Task("test", SOON, false, () -> {
            third.countDown();
            if (third.getCount() == 2) {
                throw new IllegalStateException("the first run fails");
            } else if (third.getCount() == 1) {
                throw new StackOverflowError("the second one too");
            }
        })));
        tasks.start();
        third.await();
        tasks.stop();
    }

    @Test
    @DisplayName("do not wait for each other")
    void doNotWaitForEachOther() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch ran = new CountDownLatch(3);
        PeriodicTasks tasks = new PeriodicTasks(List.of(
                new Task("waits", SOON, false, () -> {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }),
                new Task("runs", SOON, false, ran::countDown)));
        tasks.start();
        ran.await();
        released.countDown();
        tasks.stop();
    }

    @Test
    @DisplayName("do not run after the stop, and run again after another start")
    void canBeStartedAgain() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch[] next = {new CountDownLatch(1)};
        PeriodicTasks tasks = new PeriodicTasks(List.of(new Task("test", SOON, false, () -> {
            runs.incrementAndGet();
            next[0].countDown();
        })));
        tasks.start();
        next[0].await();
        tasks.stop();
        assertThat(tasks.isRunning()).isFalse();
        int before = runs.get();
        next[0] = new CountDownLatch(1);
        tasks.start();
        next[0].await();
        tasks.stop();
        assertThat(runs.get()).isGreaterThan(before);
    }

    @Test
    @DisplayName("start before the web server and stop after it")
    void surroundTheWebServer() {
        assertThat(new PeriodicTasks(List.of()).getPhase())
                .isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE);
    }

    @Test
    @DisplayName("run on daemon threads")
    void runOnDaemonThreads() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        PeriodicTasks tasks = new PeriodicTasks(List.of(new Task("test", SOON, false, () -> {
            thread[0] = Thread.currentThread();
            ran.countDown();
        })));
        tasks.start();
        ran.await();
        tasks.stop();
        assertThat(thread[0].isDaemon()).isTrue();
    }
}
