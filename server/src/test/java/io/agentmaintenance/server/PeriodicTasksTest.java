package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
}
