package io.agentmaintenance;

import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.fixture.TestValues;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A health probe")
class HealthProbeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final World world = new World();
    private final AtomicReference<@Nullable Instant> lastRun = new AtomicReference<>();
    private long millis = 5_000_000;
    private final HealthProbe probe = new HealthProbe(world.repository, lastRun::get, world.clock, () -> millis);

    private void pass(Duration time) {
        millis += time.toMillis();
        world.clock.advance(time);
    }

    private void supervise() {
        lastRun.set(world.clock.instant());
    }

    private void beUp() {
        supervise();
        probe.probe();
        assertUp();
    }

    private void assertUp() {
        assertThat(probe.health().problems()).isEmpty();
        assertThat(probe.health().isUp()).isTrue();
    }

    private void assertProblem(String... problems) {
        assertThat(probe.health().problems()).containsExactly(problems);
        assertThat(probe.health().isUp()).isFalse();
    }

    @Test
    @DisplayName("is up once the store has answered, also before the first run of supervision")
    void isUpAfterTheFirstRead() {
        assertProblem("The store has not been read yet.");
        assertThat(probe.health().activeTasks()).isNull();

        probe.probe();

        assertUp();
        assertThat(probe.health().activeTasks()).isZero();
        assertThat(probe.health().supervisionAge()).isNull();
    }

    @Test
    @DisplayName("counts the tasks of all projects that are pending or running")
    void countsActiveTasks() {
        for (InvocationStatus status : InvocationStatus.values()) {
            world.repository.put(aTask("t-" + status).in(status));
        }
        world.repository.put(aTask("t").of(TestValues.OTHER_PROJECT).pending());

        probe.probe();

        assertThat(probe.health().activeTasks()).isEqualTo(3);
    }

    @Test
    @DisplayName(
            "is down while a read takes longer than a second, without waiting for it, and up after the next quick one")
    void noticesAStoreThatHangs() {
        beUp();
        world.calls.forget();
        List<Health> meanwhile = new ArrayList<>();
        world.calls.before("repository.counts", () -> {
            pass(SECOND);
            meanwhile.add(probe.health());
            pass(MILLI.multipliedBy(100));
            meanwhile.add(probe.health());
            pass(SECOND.multipliedBy(2));
            meanwhile.add(probe.health());
            probe.probe();
        });

        probe.probe();

        assertThat(meanwhile)
                .extracting(Health::problems)
                .containsExactly(
                        List.of(),
                        List.of("The store has not answered for 1.1 s."),
                        List.of("The store has not answered for 3.1 s."));
        assertThat(meanwhile).extracting(Health::activeTasks).containsExactly(0L, 0L, null);
        assertThat(world.calls.log()).as("the second call did nothing").containsOnlyOnce("repository.counts");
        assertProblem("The store is slow: it took 3.1 s to answer.");

        world.calls.mended();
        probe.probe();
        assertUp();
    }

    @Test
    @DisplayName("is down after a read that failed, says why without secrets, and is up after the next good one")
    void noticesAStoreThatFails() {
        beUp();
        world.calls.broken("repository.counts");
        probe.probe();
        assertProblem("The store failed: broken by the test.");
        assertThat(probe.health().activeTasks()).isNull();

        world.calls.before("repository.counts", () -> {
            throw new IllegalStateException("password=secret");
        });
        probe.probe();
        assertProblem("The store failed with java.lang.IllegalStateException.");

        world.calls.before("repository.counts", () -> {
            throw new AssertionError("an error, too");
        });
        probe.probe();
        assertProblem("The store failed with java.lang.AssertionError.");

        world.calls.mended();
        probe.probe();
        assertUp();
    }

    @Test
    @DisplayName("is down if the store was not read for three seconds, because nobody calls the probe")
    void noticesThatNobodyProbes() {
        beUp();
        pass(SECOND.multipliedBy(3));
        assertUp();

        pass(MILLI);

        assertProblem("The store was last read 3.0 s ago.");
        assertThat(probe.health().activeTasks()).isNull();
    }

    @Test
    @DisplayName("is down if supervision ran longer than 30 seconds ago, and up after its next run")
    void noticesThatSupervisionStopped() {
        beUp();
        pass(SECOND.multipliedBy(30));
        probe.probe();
        assertUp();
        assertThat(probe.health().supervisionAge()).isEqualTo(SECOND.multipliedBy(30));

        pass(MILLI.multipliedBy(200));
        assertProblem("The supervision of tasks has not run for 30.2 s.");

        supervise();
        probe.probe();
        assertUp();
        assertThat(probe.health().supervisionAge()).isZero();
    }

    @Test
    @DisplayName("gives the first run of supervision 30 seconds from its creation on")
    void waitsForTheFirstRun() {
        pass(SECOND.multipliedBy(30));
        probe.probe();
        assertUp();

        pass(SECOND);
        probe.probe();

        assertProblem("The supervision of tasks has not run for 31.0 s.");
        assertThat(probe.health().supervisionAge()).isNull();
    }

    @Test
    @DisplayName("takes the age of a run that was before its creation from the clock")
    void knowsTheRunBefore() {
        lastRun.set(world.clock.instant().minusSeconds(40));

        probe.probe();

        assertProblem("The supervision of tasks has not run for 40.0 s.");
    }

    @Test
    @DisplayName("does not know when supervision ran if that cannot be read, so its age grows")
    void keepsTheLastKnownRun() {
        supervise();
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        HealthProbe failing = new HealthProbe(
                world.repository,
                () -> {
                    RuntimeException now = failure.get();
                    if (now != null) {
                        throw now;
                    }
                    return lastRun.get();
                },
                world.clock,
                () -> millis);
        failing.probe();
        failure.set(new IllegalStateException());
        pass(SECOND.multipliedBy(31));
        supervise();
        failing.probe();

        assertThat(failing.health().problems())
                .containsExactly(
                        "The store failed with java.lang.IllegalStateException.",
                        "The supervision of tasks has not run for 31.0 s.");
    }

    @Test
    @DisplayName("stays up when the clock is set ahead or back")
    void isNotMisledByAClockThatIsSet() {
        beUp();
        world.clock.advance(Duration.ofHours(1));
        pass(SECOND);
        probe.probe();
        assertUp();

        // The run was a moment before the clock was set, and is seen after it.
        supervise();
        world.clock.advance(Duration.ofHours(1));
        pass(SECOND);
        probe.probe();
        assertUp();
        assertThat(probe.health().supervisionAge()).isEqualTo(SECOND);

        world.clock.advance(Duration.ofHours(-3));
        supervise();
        probe.probe();
        assertUp();
    }

    @Test
    @DisplayName("notices that supervision stopped although the clock was set back")
    void noticesTheStopInSpiteOfTheClock() {
        beUp();
        world.clock.advance(Duration.ofHours(-1));
        pass(SECOND.multipliedBy(31));
        probe.probe();

        assertProblem("The supervision of tasks has not run for 31.0 s.");
    }

    @Test
    @DisplayName("goes on with the next read after one without a measure of time")
    void survivesAFailureOfTheElapsedTime() {
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        HealthProbe failing = new HealthProbe(world.repository, lastRun::get, world.clock, () -> {
            RuntimeException now = failure.get();
            if (now != null) {
                throw now;
            }
            return millis;
        });
        world.calls.before("repository.counts", () -> failure.set(new IllegalStateException()));
        failing.probe();
        failure.set(null);
        world.calls.mended();
        assertThat(failing.health().problems()).containsExactly("The store has not been read yet.");

        failing.probe();

        assertThat(failing.health().isUp()).isTrue();
    }
}
