package io.agentmaintenance.tck;

import static io.agentmaintenance.tck.Invocations.OTHER_PROJECT;
import static io.agentmaintenance.tck.Invocations.install;
import static io.agentmaintenance.tck.Invocations.installs;
import static io.agentmaintenance.tck.Invocations.invocation;
import static io.agentmaintenance.tck.Invocations.later;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link InvocationListener}: the calls that a listener must accept. Extend it and implement how a listener
 * is created. What your listener does with a call is for your own tests.
 */
@DisplayName("An invocation listener:")
public abstract class InvocationListenerContract {
    private static final int TASKS = 50;

    /** For subclasses. */
    protected InvocationListenerContract() {}

    /**
     * {@return a listener that has not been called yet; called once per test}
     */
    protected abstract InvocationListener listener();

    /**
     * {@return the number of calls that the latest listener has counted, or empty if it does not count them}
     */
    protected OptionalLong heard() {
        return OptionalLong.empty();
    }

    @Nested
    @DisplayName("a listener")
    class Calls {
        private InvocationListener listener;

        // Set before each test.
        @SuppressWarnings("NullAway.Init")
        Calls() {}

        @BeforeEach
        void openListener() {
            listener = listener();
        }

        @Test
        @DisplayName("throws nothing on any path of an invocation to a final state")
        void throwsNothingOnAnyPath() {
            for (InvocationStatus end : InvocationStatus.values()) {
                Invocation task = install("t-" + end, "web-" + end);
                assertThatCode(() -> live(task, end))
                        .as("on the path to %s", end)
                        .doesNotThrowAnyException();
            }
        }

        @Test
        @DisplayName("throws nothing when an invocation is withdrawn")
        void throwsNothingWhenWithdrawn() {
            Invocation task = install("t-1", "web-1");

            assertThatCode(() -> {
                        listener.accepted(task);
                        listener.withdrawn(task);
                    })
                    .doesNotThrowAnyException();
        }

        @Test
        @DisplayName("accepts changes in the wrong order and of unknown invocations")
        void acceptsTheWrongOrder() {
            Invocation task = install("t-1", "web-1");
            List<InvocationChange> backwards = new ArrayList<>(Invocations.path(task, InvocationStatus.ROLLBACKED));
            Collections.reverse(backwards);

            assertThatCode(() -> {
                        backwards.forEach(listener::changed);
                        listener.accepted(task);
                    })
                    .doesNotThrowAnyException();
            assertThatCode(() -> listener.withdrawn(install("t-2", "web-2"))).doesNotThrowAnyException();
        }

        @Test
        @DisplayName("accepts values of maximum length, and missing values")
        void acceptsLongAndMissingValues() {
            Invocation task = invocation("A".repeat(64), "replaced")
                    .instance(Instances.longest(InstanceType.BMS))
                    .build();
            Invocation running = task.start(later(task)).after();
            String message = "\ud83d\ude80".repeat(Progress.MAX_MESSAGE / 2);

            assertThatCode(() -> {
                        listener.accepted(task);
                        listener.changed(running.fail(later(running), message, null));
                        listener.changed(task.timeOut(later(task)));
                    })
                    .doesNotThrowAnyException();
        }

        @Test
        @DisplayName("accepts the same ids in two projects")
        void acceptsTheSameIdsInTwoProjects() {
            Invocation there = invocation("t-1", "web-1").project(OTHER_PROJECT).build();

            assertThatCode(() -> {
                        live(install("t-1", "web-1"), InvocationStatus.SUCCEEDED);
                        live(there, InvocationStatus.FAILED);
                    })
                    .doesNotThrowAnyException();
        }

        @Test
        @DisplayName("accepts calls of 64 threads at once about different invocations")
        void accepts64Threads() {
            Race.of(thread -> {
                installs("t-" + thread, TASKS).forEach(task -> live(task, InvocationStatus.SUCCEEDED));
                return thread;
            });
        }

        @Test
        @DisplayName("accepts calls of 64 threads at once about the same invocations")
        void accepts64ThreadsOnTheSameInvocations() {
            List<Invocation> tasks = installs("t", TASKS);
            Race.of(thread -> {
                tasks.forEach(task -> live(task, InvocationStatus.SUCCEEDED));
                return thread;
            });
        }

        @Test
        @DisplayName("counts every call of 64 threads once, if it counts calls")
        void countsEveryCallOnce() {
            Assumptions.assumeTrue(heard().isPresent(), "the listener does not count its calls");
            Race.of(thread -> {
                installs("t-" + thread, TASKS).forEach(task -> live(task, InvocationStatus.SUCCEEDED));
                return thread;
            });

            // Accepted, started, succeeded.
            assertThat(heard()).hasValue(3L * TASKS * Race.THREADS);
        }

        private void live(Invocation task, InvocationStatus end) {
            listener.accepted(task);
            Invocations.path(task, end).forEach(listener::changed);
        }
    }
}
