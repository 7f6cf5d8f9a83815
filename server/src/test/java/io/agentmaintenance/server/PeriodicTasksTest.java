package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.application.port.out.PortException;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

@DisplayName("A periodic task")
class PeriodicTasksTest {
    static Stream<Supplier<Error>> errors() {
        return Stream.of(
                () -> new NoClassDefFoundError("broken by the test"),
                () -> new AssertionError("broken by the test"),
                () -> new StackOverflowError("broken by the test"),
                PeriodicTasksTest::unprintable);
    }

    /** An error that breaks the log as well. */
    private static Error unprintable() {
        return new Error() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new AssertionError("no message");
            }
        };
    }

    @ParameterizedTest
    @MethodSource("errors")
    @Timeout(30)
    @DisplayName("runs again whatever it throws, and so do the others")
    void runsAgainWhateverItThrows(Supplier<Error> error) throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        CountDownLatch runsOfOther = new CountDownLatch(3);
        try (PeriodicTasks tasks = new PeriodicTasks("test")) {
            tasks.every(1, "a task that throws", () -> {
                runs.countDown();
                throw error.get();
            });
            tasks.every(1, "another task", runsOfOther::countDown);

            assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(runsOfOther.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Timeout(30)
    @DisplayName("logs a broken port once without a stack trace, its recovery, and each mistake with one")
    void logsABrokenPortOnce() throws InterruptedException {
        Logger logger = (Logger) LoggerFactory.getLogger(PeriodicTasks.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        try (PeriodicTasks tasks = new PeriodicTasks("test")) {
            tasks.every(1, "saving", () -> {
                int run = runs.incrementAndGet();
                if (run <= 3) {
                    throw new PortException("the disk is full", new SQLException("full"));
                } else if (run == 5) {
                    throw new PortException("broken", new IllegalStateException("a mistake"));
                } else if (run == 6) {
                    done.countDown();
                }
            });
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            logger.detachAppender(lines);
        }

        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage, line -> line.getThrowableProxy() != null)
                .containsExactly(
                        tuple("saving failed, and is tried again until it succeeds: the disk is full", false),
                        tuple("saving succeeds again", false),
                        tuple("saving failed", true));
    }
}
