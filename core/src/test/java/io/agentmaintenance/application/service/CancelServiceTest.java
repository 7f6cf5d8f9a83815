package io.agentmaintenance.application.service;

import static io.agentmaintenance.application.port.in.CancelOutcome.CANCELED;
import static io.agentmaintenance.application.port.in.CancelOutcome.FINISHED;
import static io.agentmaintenance.application.port.in.CancelOutcome.NOT_FOUND;
import static io.agentmaintenance.application.port.in.CancelOutcome.NOT_PASSED_ON;
import static io.agentmaintenance.application.port.in.CancelOutcome.REQUESTED;
import static io.agentmaintenance.application.port.in.CancelOutcome.UNKNOWN;
import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.in.CancelOutcome;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.ExecutionReport.Event;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.fixture.Calls;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A cancel request")
class CancelServiceTest {
    private final World world = new World();

    @BeforeEach
    void threeInstallations() {
        world.with("s1", noAgent()).with("s2", noAgent()).with("s3", noAgent()).install("s1", "s2", "s3");
        world.listener.forget();
        world.calls.forget();
    }

    @Test
    @DisplayName("cancels a PENDING task, requests a stop of a RUNNING one, and leaves a finished one")
    void cancelsPendingAndRequestsAStopOfRunning() {
        world.starts("t2");
        world.fails("t3");

        assertThat(cancel("t3", "t2", "nope", "t1", "t2"))
                .containsExactly(FINISHED, REQUESTED, NOT_FOUND, CANCELED, REQUESTED);

        assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.CANCELED);
        assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.RUNNING);
        assertThat(world.task("t3").status()).isEqualTo(InvocationStatus.FAILED);
        assertThat(world.executor.toldToStop()).extracting(Invocation::id).containsExactly(task("t2"), task("t1"));
        assertThat(world.listener.news()).contains("t1 PENDING>CANCELED").doesNotContain("t2 RUNNING>CANCELED");
    }

    @Test
    @DisplayName("ends a RUNNING task if the executor confirms the stop, and not if the work goes on to its end")
    void endsARunningTaskWhenTheExecutorConfirms() {
        world.starts("t1");
        world.starts("t2");
        cancel("t1", "t2");

        assertThat(world.report("t1", Event.CANCELED)).isEqualTo(ReportOutcome.APPLIED);
        assertThat(world.report("t2", Event.SUCCEEDED)).isEqualTo(ReportOutcome.APPLIED);

        assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.CANCELED);
        assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("prevents the start of work on a CANCELED task")
    void preventsTheStartOfCanceledWork() {
        cancel("t1");

        assertThat(world.report("t1", Event.STARTED)).isEqualTo(ReportOutcome.OBSOLETE);
        assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.CANCELED);
    }

    @Test
    @DisplayName("frees the server for the next task")
    void freesTheServer() {
        cancel("t1");

        assertThat(World.words(world.install("s1"))).containsExactly("t4");
    }

    @Test
    @DisplayName("does not find tasks of other projects, and does nothing for an empty list")
    void ignoresOtherProjectsAndAnEmptyList() {
        assertThat(world.maintenance.cancellation().cancel(OTHER_PROJECT, World.tasks("t1")))
                .containsExactly(NOT_FOUND);
        assertThat(cancel()).isEmpty();
        assertThat(world.calls.log()).doesNotContain("executor.cancel", "repository.update");
    }

    @Test
    @DisplayName("requests a stop of work that began meanwhile")
    void requestsAStopOfWorkThatBeganMeanwhile() {
        world.calls.before("repository.update", once(() -> world.starts("t1")));

        assertThat(cancel("t1", "t2")).containsExactly(REQUESTED, CANCELED);
        assertThat(world.executor.toldToStop()).extracting(Invocation::id).containsExactly(task("t2"), task("t1"));
    }

    @Test
    @DisplayName("throws PortException if the store reports conflict after conflict")
    void throwsAfterTooManyConflicts() {
        world.repository.forcing((write, invocation) -> WriteOutcome.CONFLICT);

        assertThatThrownBy(() -> cancel("t1")).isInstanceOf(PortException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"repository.findAll", "repository.update"})
    @DisplayName("throws PortException if the store is broken and no outcome is known")
    void throwsIfNothingIsKnown(String call) {
        world.calls.broken(call);

        assertThatThrownBy(() -> cancel("t1", "t2"))
                .isInstanceOf(PortException.class)
                .hasRootCauseMessage("broken by the test");
        assertThat(world.calls.log()).doesNotContain("executor.cancel");
        assertThat(world.uncaught).isEmpty();
    }

    @Nested
    @DisplayName("returns the right outcome for each task if a part fails:")
    class PartFails {
        @Test
        @DisplayName("a PENDING task is CANCELED even if the executor throws")
        void canceledAlthoughTheExecutorThrows() {
            world.calls.before("executor.cancel", () -> {
                throw new NoClassDefFoundError("broken by the test");
            });

            assertThat(cancel("t1")).containsExactly(CANCELED);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.CANCELED);
            assertThat(world.uncaught).singleElement().satisfies(CancelServiceTest::isTheErrorOfTheTest);
            assertThat(cancel("t1")).containsExactly(FINISHED);
        }

        @Test
        @DisplayName(
                "a RUNNING task is reported as NOT_PASSED_ON if the executor fails, and the request can be repeated")
        void reportsThatAStopWasNotPassedOn() {
            world.starts("t1");
            world.calls.broken("executor.cancel");

            assertThat(cancel("t1", "t2")).containsExactly(NOT_PASSED_ON, CANCELED);
            assertThat(world.uncaught).hasSize(1);
            world.calls.mended();

            assertThat(cancel("t1", "t2")).containsExactly(REQUESTED, FINISHED);
            assertThat(world.executor.toldToStop()).extracting(Invocation::id).containsExactly(task("t1"));
        }

        @Test
        @DisplayName("a task that the executor stopped and reported before it threw has the outcome that is stored")
        void tellsWhatIsStoredIfTheExecutorThrowsAfterItsReport() {
            List.of("t1", "t2", "t3").forEach(world::starts);
            world.calls.before("executor.cancel", () -> {
                world.report("t1", Event.CANCELED);
                world.report("t2", Event.SUCCEEDED);
                Calls.fail();
            });

            assertThat(cancel("t1", "t2", "t3")).containsExactly(CANCELED, FINISHED, NOT_PASSED_ON);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.CANCELED);
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName("the same if the executor throws once, and takes the parts of the batch afterwards")
        void tellsWhatIsStoredIfTheExecutorThrowsOnce() {
            List.of("t1", "t2").forEach(world::starts);
            world.calls.before("executor.cancel", once(() -> {
                world.report("t1", Event.CANCELED);
                Calls.fail();
            }));

            assertThat(cancel("t1", "t2", "t3")).containsExactly(CANCELED, REQUESTED, CANCELED);
        }

        @Test
        @DisplayName("a task is NOT_PASSED_ON if the executor throws and nothing can be read afterwards")
        void isNotPassedOnIfNothingCanBeReadAfterwards() {
            world.starts("t1");
            world.calls.before("executor.cancel", () -> {
                world.calls.broken("repository.findAll");
                Calls.fail();
            });

            assertThat(cancel("t1")).containsExactly(NOT_PASSED_ON);
            assertThat(world.uncaught)
                    .as("the executor and the store failed in one request")
                    .singleElement()
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
        }

        @Test
        @DisplayName("tasks of reachable servers are stopped although another server cannot be reached")
        void stopsTheTasksOfReachableServers() {
            List.of("t1", "t2", "t3").forEach(world::starts);
            world.executor.sick(i -> i.id().equals(task("t2")));

            assertThat(cancel("t1", "t2", "t3")).containsExactly(REQUESTED, NOT_PASSED_ON, REQUESTED);
            assertThat(world.executor.toldToStop()).extracting(Invocation::id).containsExactly(task("t1"), task("t3"));
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName(
                "a task that the store fails to write is UNKNOWN, others are CANCELED, and listeners are notified of those")
        void unknownIfNotWritten() {
            world.repository.forcing(
                    (write, invocation) -> invocation.id().equals(task("t1")) ? WriteOutcome.FAILED : null);

            assertThat(cancel("t1", "t2")).containsExactly(UNKNOWN, CANCELED);

            assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.CANCELED);
            assertThat(world.listener.news()).containsExactly("t2 PENDING>CANCELED");
            assertThat(world.executor.toldToStop()).extracting(Invocation::id).containsExactly(task("t2"));
            assertThat(world.uncaught).hasSize(1);
            assertThat(Collections.frequency(world.calls.log(), "repository.update"))
                    .as("a write that has failed is not repeated")
                    .isEqualTo(1);
        }

        @Test
        @DisplayName("a task for which the store throws is UNKNOWN, and others are CANCELED")
        void unknownIfTheStoreThrows() {
            world.repository.sick(i -> i.id().equals(task("t2")));

            assertThat(cancel("t1", "t2", "t3", "nope")).containsExactly(CANCELED, UNKNOWN, CANCELED, NOT_FOUND);
            assertThat(world.executor.toldToStop()).extracting(Invocation::id).containsExactly(task("t1"), task("t3"));
            assertThat(world.uncaught).hasSize(1);
        }
    }

    @Nested
    @DisplayName("keeps the wish to stop what is RUNNING:")
    class Wishes {
        private static final Actor ANN = Actor.caller("ann");

        @BeforeEach
        void begun() {
            world.starts("t1");
            world.clock.advance(Duration.ofSeconds(7));
        }

        @Test
        @DisplayName("it is stored with its time before the executor is asked; listeners hear of states alone")
        void storesTheWishFirst() {
            world.listener.forget();
            world.calls.before(
                    "executor.cancel", () -> assertThat(wishedAt("t1")).isEqualTo(NOON.plusSeconds(7)));

            assertThat(cancel("t1")).containsExactly(REQUESTED);

            assertThat(world.executor.toldToStop()).containsExactly(world.task("t1"));
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.RUNNING);
            assertThat(world.listener.news()).isEmpty();
            assertThat(world.uncaught).isEmpty();
        }

        @Test
        @DisplayName("the first one counts; another one asks the executor again and stores nothing")
        void storesTheFirstWishOnly() {
            cancelAs(ANN);
            Invocation wished = world.task("t1");
            world.clock.advance(Duration.ofSeconds(1));
            world.calls.forget();

            assertThat(cancelAs(Actor.caller("bob"))).containsExactly(REQUESTED);

            assertThat(world.task("t1")).isEqualTo(wished);
            assertThat(world.calls.log()).containsExactly("repository.findAll", "executor.cancel");
            assertThat(world.repository.journal())
                    .filteredOn(entry -> entry.event() == JournalEntry.Event.CANCEL_REQUESTED)
                    .extracting(JournalEntry::actor)
                    .containsExactly(ANN);
        }

        @Test
        @DisplayName("a task with a wish still ends as its work ends")
        void endsAsTheWorkEnds() {
            cancel("t1");

            assertThat(world.report("t1", Event.STARTED)).isEqualTo(ReportOutcome.REPEATED);
            assertThat(world.report("t1", Event.SUCCEEDED)).isEqualTo(ReportOutcome.APPLIED);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("if the store fails to write it, the executor is asked all the same")
        void asksAlthoughTheWishIsNotWritten() {
            world.repository.forcing(
                    (write, invocation) -> invocation.id().equals(task("t1")) ? WriteOutcome.FAILED : null);

            assertThat(cancel("t1", "t2")).containsExactly(REQUESTED, CANCELED);

            assertThat(wishedAt("t1")).isNull();
            assertThat(world.executor.toldToStop()).extracting(Invocation::id).contains(task("t1"));
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName("if the store throws, the executor is asked all the same")
        void asksAlthoughTheStoreThrows() {
            world.calls.broken("repository.update");

            assertThat(cancel("t1")).containsExactly(REQUESTED);

            assertThat(wishedAt("t1")).isNull();
            assertThat(world.executor.toldToStop()).extracting(Invocation::id).containsExactly(task("t1"));
            assertThat(world.uncaught).hasSize(1);
        }

        @Test
        @DisplayName("if the store throws although it has stored it, the outcome is the same")
        void asksWhereTheAnswerIsLost() {
            world.calls.brokenAfterwards("repository.update");

            assertThat(cancel("t1")).containsExactly(REQUESTED);

            assertThat(wishedAt("t1")).isEqualTo(NOON.plusSeconds(7));
            assertThat(world.executor.toldToStop()).containsExactly(world.task("t1"));
        }

        @Test
        @DisplayName("if the task ends while the store throws, the outcome says so")
        void saysThatItHasEnded() {
            world.calls.before("repository.update", once(() -> {
                world.report("t1", Event.SUCCEEDED);
                Calls.fail();
            }));

            assertThat(cancel("t1")).containsExactly(FINISHED);
            assertThat(world.executor.toldToStop()).isEmpty();
        }

        @Test
        @DisplayName("if both the store and the executor fail, the outcome says so")
        void saysThatNobodyWasTold() {
            world.calls.broken("repository.update").broken("executor.cancel");

            assertThat(cancel("t1")).containsExactly(NOT_PASSED_ON);
            assertThat(wishedAt("t1")).isNull();
        }

        private @Nullable Instant wishedAt(String id) {
            return world.task(id).progress().cancelRequestedAt();
        }

        private List<CancelOutcome> cancelAs(Actor caller) {
            return world.maintenance.cancellation().cancel(PROJECT, World.tasks("t1"), caller);
        }
    }

    private static void isTheErrorOfTheTest(Throwable failure) {
        assertThat(failure)
                .isInstanceOf(PortException.class)
                .hasMessage("the executor failed")
                .hasRootCauseInstanceOf(NoClassDefFoundError.class);
    }

    private List<CancelOutcome> cancel(String... tasks) {
        return world.maintenance.cancellation().cancel(PROJECT, World.tasks(tasks));
    }
}
