package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisplayName("What Jetty wants done")
class WebThreadsTest {
    private final WebThreads threads = new WebThreads(1000);

    @BeforeEach
    void start() throws Exception {
        threads.start();
    }

    @AfterEach
    void stop() throws Exception {
        threads.stop();
    }

    private Thread whoWorks() throws InterruptedException, ExecutionException {
        CompletableFuture<Thread> who = new CompletableFuture<>();
        threads.execute(() -> who.complete(Thread.currentThread()));
        return who.get();
    }

    @Test
    @DisplayName("is done by one of its threads")
    void another() throws Exception {
        assertThat(whoWorks()).isNotSameAs(Thread.currentThread());
    }

    @Test
    @DisplayName("by who has answered a request is done by the same thread")
    void same() throws Exception {
        CompletableFuture<Thread> who = new CompletableFuture<>();
        AnsweringThread answering = new AnsweringThread(() -> {
            try {
                who.complete(whoWorks());
            } catch (InterruptedException | ExecutionException e) {
                who.completeExceptionally(e);
            }
        });
        answering.start();
        assertThat(who.get()).isSameAs(answering);
    }
}
