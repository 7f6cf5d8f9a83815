package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.World.accepted;
import static io.agentmaintenance.fixture.World.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("When the clock jumps and is corrected,")
class JumpingClockTest {
    private static final long ACCEPTED = 100;
    private static final long STARTED = 110;
    private static final long NEVER = Long.MAX_VALUE;

    private enum Jump {
        A_DAY_AHEAD(86_400),
        A_DAY_BACK(-86_400),
        SECONDS_AHEAD(25),
        SECONDS_BACK(-25);

        final long seconds;

        Jump(long seconds) {
            this.seconds = seconds;
        }
    }

    /** When the clock jumps and when it is corrected, in seconds; the task is accepted at 100, and may be started at 110. */
    private record Fault(Jump jump, long jumpsAt, long correctedAt) {
        long wrongBy(long second) {
            return second >= jumpsAt && second < correctedAt ? jump.seconds : 0;
        }

        @Override
        public String toString() {
            return jump + " at " + jumpsAt
                    + (correctedAt == NEVER ? ", not corrected" : ", corrected at " + correctedAt);
        }
    }

    static Stream<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        for (Jump jump : Jump.values()) {
            for (long jumpsAt : new long[] {50, 105, 130}) {
                for (long correctedAt : new long[] {105, 115, 150, NEVER}) {
                    if (correctedAt > jumpsAt) {
                        faults.add(new Fault(jump, jumpsAt, correctedAt));
                    }
                }
            }
        }
        return faults.stream();
    }

    static Stream<Fault> faultsOfADay() {
        return faults().filter(fault -> Math.abs(fault.jump().seconds) > 3600);
    }

    /** A host that calls supervision once a second. */
    private static final class Host {
        final Fault fault;
        final World world;
        long second;

        Host(Fault fault, boolean hasElapsedTime) {
            this.fault = fault;
            this.world = hasElapsedTime ? World.measuredBy(() -> second * 1000) : new World();
            world.with("s1", noAgent());
            setClock();
        }

        void until(long end) {
            while (second < end) {
                second++;
                setClock();
                world.maintenance.supervision().expireOverdue();
            }
        }

        /** Goes on until the task has timed out, and returns how many seconds after the given one. */
        long untilTimeOut(String task, long since) {
            while (world.task(task).isActive() && second < 5_000) {
                until(second + 1);
            }
            assertThat(world.task(task).status()).isEqualTo(InvocationStatus.TIMEOUT);
            return second - since;
        }

        private void setClock() {
            world.clock.set(NOON.plusSeconds(second + fault.wrongBy(second)));
        }
    }

    /** A host that calls supervision at any second, with its clock set in any way. */
    private static final class Node {
        final World world;
        long second;

        Node() {
            this(0);
        }

        Node(long origin) {
            this.world = World.measuredBy(() -> origin + second * 1000);
        }

        /** Calls supervision at a second, with a clock that would show a time at second 0; returns how many tasks timed out. */
        int at(long now, Instant shownAtZero) {
            second = now;
            world.clock.set(shownAtZero.plusSeconds(now));
            return world.maintenance.supervision().expireOverdue();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("a PENDING task times out after its limit, neither earlier nor later")
    void timesOutPendingTasksAfterTheirLimit(Fault fault) {
        Host host = new Host(fault, true);
        host.until(ACCEPTED);
        host.world.install("s1");

        assertThat(host.untilTimeOut("t1", ACCEPTED)).isEqualTo(301);
        assertThat(words(host.world.retry("t1"))).containsExactly("t2");
        assertThat(host.untilTimeOut("t2", host.second)).isEqualTo(301);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("a RUNNING task times out after its limit, neither earlier nor later")
    void timesOutRunningTasksAfterTheirLimit(Fault fault) {
        Host host = new Host(fault, true);
        host.until(ACCEPTED);
        host.world.install("s1");
        host.until(STARTED);
        host.world.starts("t1");

        assertThat(host.untilTimeOut("t1", STARTED)).isEqualTo(601);
        assertThat(words(host.world.retry("t1"))).containsExactly("t2");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    @DisplayName("the same if somebody asks to cancel it meanwhile")
    void runningWithAWishToCancel(Fault fault) {
        Host host = new Host(fault, true);
        host.until(ACCEPTED);
        host.world.install("s1");
        host.until(STARTED);
        host.world.starts("t1");
        host.until(STARTED + 500);
        host.world.maintenance.cancellation().cancel(PROJECT, World.tasks("t1"));

        assertThat(host.untilTimeOut("t1", STARTED)).isEqualTo(601);
    }

    @ParameterizedTest
    @ValueSource(longs = {120, 123, 124, 125, 126, 127, 130})
    @DisplayName(
            "a task dated in the seconds to which the clock is set back ends no earlier, and later by the step at most")
    void endsLaterByTheStepAtMost(long setBackAt) {
        Host host = new Host(new Fault(Jump.SECONDS_BACK, setBackAt, NEVER), true);
        host.until(ACCEPTED);
        host.world.install("s1");

        assertThat(host.untilTimeOut("t1", ACCEPTED)).isBetween(301L, 301L + 25);
    }

    @Test
    @DisplayName("what was seen PENDING and then RUNNING, dated ahead both times, times out once")
    void seenAheadTwice() {
        long[] passed = {0};
        World world = World.measuredBy(() -> passed[0]).with("s1", noAgent());
        world.clock.set(NOON.plus(Duration.ofDays(1)));
        world.install("s1");
        world.clock.set(NOON);
        assertThat(world.maintenance.supervision().expireOverdue()).isZero();
        world.clock.set(NOON.plus(Duration.ofDays(1)));
        world.starts("t1");
        world.clock.set(NOON);
        assertThat(world.maintenance.supervision().expireOverdue()).isZero();

        passed[0] += Duration.ofMinutes(11).toMillis();
        world.clock.set(NOON.plus(Duration.ofMinutes(11)));

        assertThat(world.maintenance.supervision().expireOverdue()).isEqualTo(1);
        assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.TIMEOUT);
        assertThat(world.uncaught).isEmpty();
    }

    @Test
    @DisplayName("what another node has begun while this one read no clock does not time out early")
    void begunBetweenTwoReadings() {
        long[] passed = {0};
        World world = World.measuredBy(() -> passed[0]);
        world.maintenance.supervision().expireOverdue();
        world.clock.set(NOON.minusSeconds(30));
        world.maintenance.supervision().expireOverdue();
        // The other node begins after 54 seconds, by the same wrong clock.
        world.repository.put(
                aTask("t1").on("s1").created(NOON.plusSeconds(54 - 30 - 1)).running());
        passed[0] = 60_000;
        world.clock.set(NOON.plusSeconds(60));
        world.maintenance.supervision().expireOverdue();

        passed[0] = (54 + 600) * 1000;
        world.clock.set(NOON.plusSeconds(54 + 600).minus(Duration.ofDays(1)));
        assertThat(world.maintenance.supervision().expireOverdue()).isZero();

        passed[0] += 7_000;
        world.clock.advance(Duration.ofSeconds(7));
        assertThat(world.maintenance.supervision().expireOverdue()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "what another node has accepted between two readings, after the clock was set back, does not end early")
    void acceptedBetweenTwoReadings() {
        Node node = new Node();
        node.at(0, NOON);
        // The clock is set back by an hour; the other node reads it first.
        Instant wrong = NOON.minus(Duration.ofHours(1));
        node.world.repository.put(
                aTask("t1").on("s1").created(wrong.plusSeconds(8)).pending());
        node.at(10, wrong);

        assertThat(node.at(8 + 300, wrong)).isZero();
        assertThat(node.at(8 + 301, wrong)).isEqualTo(1);
    }

    @Test
    @DisplayName("what was accepted in the same millisecond as the clock was set ends neither earlier nor later")
    void acceptedInTheMomentOfTheJump() {
        Node node = new Node();
        Instant ahead = NOON.plus(Duration.ofDays(1));
        node.at(0, NOON);
        node.world.with("s1", noAgent()).install("s1");
        node.at(0, ahead);
        node.world.with("s2", noAgent()).install("s2");
        node.at(59, ahead);
        node.at(60, NOON);

        assertThat(node.at(300, NOON)).isZero();
        assertThat(node.at(301, NOON)).isEqualTo(2);
    }

    @Test
    @DisplayName(
            "what is dated in the hours that the clock has skipped ends after its limit from when it is first seen")
    void datedWhereTheClockNeverWas() {
        Node node = new Node();
        Instant ahead = NOON.plus(Duration.ofDays(1));
        node.at(49, NOON);
        node.at(50, ahead);
        node.world.repository.put(
                aTask("t1").on("s1").created(ahead.plusSeconds(20)).pending());
        node.at(60, NOON);

        assertThat(node.at(60 + 300, NOON)).isZero();
        assertThat(node.at(60 + 301, NOON)).isEqualTo(1);
    }

    @Test
    @DisplayName("two tasks dated a day ahead end each after its own limit")
    void eachAfterItsOwnLimit() {
        Node node = new Node();
        Instant ahead = NOON.plus(Duration.ofDays(1));
        node.world.repository.put(aTask("t1").on("s1").created(ahead).pending());
        node.at(0, NOON);
        node.world.repository.put(aTask("t2").on("s2").created(ahead).pending());
        node.at(120, NOON);

        assertThat(node.at(301, NOON)).isEqualTo(1);
        assertThat(node.world.task("t1").status()).isEqualTo(InvocationStatus.TIMEOUT);
        assertThat(node.at(120 + 300, NOON)).isZero();
        assertThat(node.at(120 + 301, NOON)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE / 2, -86_400_000, 0, Long.MAX_VALUE / 2})
    @DisplayName("it does not matter from which moment the host measures the time that passes")
    void measuresFromAnyMoment(long origin) {
        Node node = new Node(origin);
        node.at(0, NOON);
        node.world.with("s1", noAgent()).install("s1");

        assertThat(node.at(300, NOON)).isZero();
        assertThat(node.at(301, NOON)).isEqualTo(1);
    }

    @Test
    @DisplayName("what begins while a slow store is read does not time out early, although the clock drifts")
    void begunDuringASlowRead() {
        long[] passed = {0};
        World world = World.measuredBy(() -> passed[0]).with("s1", noAgent());
        world.install("s1");
        world.clock.set(NOON.minus(Duration.ofDays(1)));
        assertThat(world.maintenance.supervision().expireOverdue()).isZero();
        world.calls.before("repository.datedAfter", once(() -> {
            passed[0] += 2_000;
            world.clock.advance(Duration.ofMillis(2_001));
            world.starts("t1");
        }));

        assertThat(world.maintenance.supervision().expireOverdue()).isZero();
        assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.RUNNING);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faultsOfADay")
    @DisplayName("tasks time out within seconds of their limits if the host has only a clock and it jumps by a day")
    void timesOutWithinSecondsWithoutElapsedTime(Fault fault) {
        Host pending = new Host(fault, false);
        pending.until(ACCEPTED);
        pending.world.install("s1");
        Host running = new Host(fault, false);
        running.until(ACCEPTED);
        running.world.install("s1");
        running.until(STARTED);
        running.world.starts("t1");

        assertThat(pending.untilTimeOut("t1", ACCEPTED)).isBetween(301L, 303L);
        assertThat(running.untilTimeOut("t1", STARTED)).isBetween(601L, 603L);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a task that ended meanwhile blocks no other, and the order of the tasks is kept")
    void keepsTheOrderOfTasksAndBlocksNone(Jump jump) {
        Host host = new Host(new Fault(jump, 50, 150), true);
        host.until(ACCEPTED);
        String first = host.world.updated("s1");
        host.until(200);
        String undone = accepted(host.world.rollback(first));
        host.world.succeeds(undone);
        String second = accepted(host.world.update("s1"));

        assertThat(words(host.world.rollback(first))).containsExactly("ALREADY_ROLLED_BACK");
        assertThat(host.world.repository.all()).extracting(Invocation::ordinal).containsExactly(1, 2, 3);
        assertThat(host.untilTimeOut(second, 200)).isEqualTo(301);
        assertThat(host.world.retry(second).acceptedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("an update time never goes back, and no task is changed before it is created")
    void neverMovesAnUpdateTimeBack(Jump jump) {
        Host host = new Host(new Fault(jump, 50, 105), true);
        host.until(ACCEPTED);
        host.world.install("s1");
        Invocation before = host.world.task("t1");
        host.until(STARTED);
        host.world.succeeds("t1");
        Invocation after = host.world.task("t1");

        assertThat(before.createdAt()).isEqualTo(NOON.plusSeconds(ACCEPTED + jump.seconds));
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(after.progress().startedAt()).isEqualTo(NOON.plusSeconds(STARTED));
        assertThat(after.progress().updatedAt())
                .isAfterOrEqualTo(before.progress().updatedAt());
    }

    @Nested
    @DisplayName("and supervision is called only now and then,")
    class NowAndThen {
        private final World world = new World();

        @Test
        @DisplayName("an update after a correction of a day times out after its limit, PENDING or RUNNING")
        void timesOutAnUpdateAfterAnInstallADayAhead() {
            for (boolean begins : new boolean[] {false, true}) {
                World host = new World();
                host.clock.advance(Duration.ofDays(1));
                String update = host.updated("s1");
                host.clock.set(NOON);
                host.directory.put("s1", agentRunning("2.4.1"));
                String second = accepted(host.update("s1"));
                if (begins) {
                    host.starts(second);
                }

                host.clock.advance(Duration.ofMinutes(begins ? 11 : 6));

                assertThat(host.maintenance.supervision().expireOverdue()).isEqualTo(1);
                assertThat(host.task(second).status()).isEqualTo(InvocationStatus.TIMEOUT);
                assertThat(host.retry(second).acceptedCount()).isEqualTo(1);
                assertThat(host.task(update).status()).isEqualTo(InvocationStatus.SUCCEEDED);
            }
        }

        @Test
        @DisplayName("a task that was accepted a day ahead times out after its limit")
        void timesOutATaskAcceptedADayAhead() {
            world.clock.advance(Duration.ofDays(1));
            world.with("s1", noAgent()).install("s1");
            world.clock.set(NOON);
            assertThat(world.maintenance.supervision().expireOverdue()).isZero();

            world.clock.advance(Duration.ofMinutes(6));

            assertThat(world.maintenance.supervision().expireOverdue()).isEqualTo(1);
            assertThat(world.retry("t1").acceptedCount()).isEqualTo(1);
        }

        @Test
        @DisplayName("a new process times out a task dated a day ahead after its limit, and an old task at once")
        void timesOutTasksOfAnEarlierProcess() {
            world.repository.put(aTask("ahead")
                    .on("s1")
                    .created(NOON.plus(Duration.ofDays(1)))
                    .pending());
            world.repository.put(aTask("old")
                    .on("s2")
                    .created(NOON.minus(Duration.ofDays(1)))
                    .pending());

            assertThat(world.maintenance.supervision().expireOverdue()).isEqualTo(1);
            world.clock.advance(Duration.ofMinutes(5));
            assertThat(world.maintenance.supervision().expireOverdue()).isZero();
            world.clock.advance(Duration.ofMillis(1));
            assertThat(world.maintenance.supervision().expireOverdue()).isEqualTo(1);
        }

        @Test
        @DisplayName("all tasks dated a day ahead time out, although they do not fit on one page")
        void timesOutMoreTasksThanFitOnAPage() {
            for (int i = 0; i < 2_500; i++) {
                world.repository.put(aTask("p" + i)
                        .on("s" + i)
                        .created(NOON.plus(Duration.ofDays(1)))
                        .pending());
            }
            assertThat(world.maintenance.supervision().expireOverdue()).isZero();

            world.clock.advance(Duration.ofMinutes(6));

            assertThat(world.maintenance.supervision().expireOverdue()).isEqualTo(2_500);
            assertThat(world.maintenance.supervision().expireOverdue()).isZero();
        }
    }

    @Test
    @DisplayName("steps back and steps ahead by more than an hour do not count as elapsed time")
    void ignoresStepsBackAndLongStepsAhead() {
        World world = new World();
        ElapsedTime elapsed = ElapsedTime.by(world.clock);
        List<Long> passed = new ArrayList<>();
        for (long step : new long[] {0, 5, -5, 3_600_000, 3_600_001, -86_400_000, 1}) {
            world.clock.advance(Duration.ofMillis(step));
            passed.add(elapsed.millis());
        }

        assertThat(passed).containsExactly(0L, 5L, 5L, 3_600_005L, 3_600_005L, 3_600_005L, 3_600_006L);
    }
}
