package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.Calls.once;
import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.AgentVersions;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.fixture.World;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Supervision")
class SupervisionServiceTest {
    private final World world = new World();

    @Nested
    @DisplayName("ends overdue tasks")
    class Overdue {
        @Test
        @DisplayName("that are PENDING for more than 5 minutes")
        void endsTasksPendingForMoreThan5Minutes() {
            world.with("s1", noAgent()).install("s1");

            world.clock.advance(Duration.ofMinutes(5));
            assertThat(expire()).isZero();
            world.clock.advance(Duration.ofMillis(1));
            assertThat(expire()).isEqualTo(1);

            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.TIMEOUT);
            assertThat(world.task("t1").progress().message()).contains("not picked up");
            assertThat(world.listener.news()).containsExactly("t1 accepted", "t1 PENDING>TIMEOUT");
            assertThat(expire()).isZero();
        }

        @Test
        @DisplayName("that are RUNNING for more than 10 minutes since their start")
        void endsTasksRunningForMoreThan10Minutes() {
            world.with("s1", noAgent()).install("s1");
            world.clock.advance(Duration.ofMinutes(4));
            world.starts("t1");

            world.clock.advance(Duration.ofMinutes(10));
            assertThat(expire()).isZero();
            world.clock.advance(Duration.ofMillis(1));
            assertThat(expire()).isEqualTo(1);

            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.TIMEOUT);
            assertThat(world.task("t1").progress().message()).contains("not finished");
            assertThat(world.listener.news()).endsWith("t1 RUNNING>TIMEOUT");
        }

        @Test
        @DisplayName("of all projects, and frees the servers")
        void endsTasksOfAllProjectsAndFreesTheServers() {
            Instance other = new Instance(InstanceProfile.ecs(server("s1")), UniAgentStatus.RUNNING, noAgent());
            world.directory.put(OTHER_PROJECT, other);
            world.with("s1", noAgent()).install("s1");
            world.create(InvocationRequest.install(OTHER_PROJECT, servers("s1")));
            world.clock.advance(Duration.ofHours(1));

            assertThat(expire()).isEqualTo(2);
            assertThat(world.install("s1").acceptedCount()).isEqualTo(1);
        }

        @Test
        @DisplayName("even if there are more than fit on a page")
        void endsMoreTasksThanFitOnAPage() {
            put(2_500);
            world.clock.advance(Duration.ofDays(1));

            assertThat(expire()).isEqualTo(2_500);
            assertThat(world.repository.all()).extracting(Invocation::status).containsOnly(InvocationStatus.TIMEOUT);
        }

        @Test
        @DisplayName("but leaves tasks that others have changed meanwhile, and terminates")
        void leavesTasksThatOthersHaveChanged() {
            world.with("s1", noAgent()).with("s2", noAgent()).install("s1", "s2");
            world.clock.advance(Duration.ofHours(1));
            world.repository.forcing(
                    (write, invocation) -> invocation.id().equals(task("t1")) ? WriteOutcome.CONFLICT : null);

            assertThat(expire()).isEqualTo(1);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.PENDING);
            assertThat(world.task("t2").status()).isEqualTo(InvocationStatus.TIMEOUT);
        }

        @Test
        @DisplayName("also what somebody asks to cancel meanwhile")
        void canceledMeanwhile() {
            world.with("s1", noAgent()).install("s1");
            world.starts("t1");
            world.clock.advance(Duration.ofHours(1));
            world.calls.before(
                    "repository.update",
                    once(() -> world.maintenance.cancellation().cancel(PROJECT, World.tasks("t1"))));

            assertThat(expire()).isEqualTo(1);
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.TIMEOUT);
            assertThat(world.task("t1").progress().cancelRequestedAt()).isNotNull();
        }

        @ParameterizedTest
        @ValueSource(strings = {"repository.overdue", "repository.update"})
        @DisplayName("and throws PortException if the store is broken")
        void throwsIfTheStoreIsBroken(String call) {
            world.with("s1", noAgent()).install("s1");
            world.clock.advance(Duration.ofHours(1));
            world.calls.broken(call);

            assertThatThrownBy(this::expire).isInstanceOf(PortException.class);
        }

        @Test
        @DisplayName("but none if the limit is longer than any time")
        void endsNothingIfALimitIsUnbounded() {
            Duration never = Duration.ofSeconds(Long.MAX_VALUE);
            AgentMaintenance patient = AgentMaintenance.builder()
                    .repository(world.repository)
                    .directory(world.directory)
                    .catalog(project -> AgentVersions.of(List.of()))
                    .executor(world.executor)
                    .ids(count -> List.of())
                    .clock(world.clock)
                    .limits(new TimeLimits(never, never, never))
                    .build();
            put(1);
            world.clock.advance(Duration.ofDays(1000));

            assertThat(patient.supervision().expireOverdue()).isZero();
        }

        private int expire() {
            return world.maintenance.supervision().expireOverdue();
        }
    }

    @Nested
    @DisplayName("hands PENDING tasks over again")
    class Resume {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 999, 1000, 1001, 2500})
        @DisplayName("page by page, until all are handed over")
        void handsOverAllPages(int count) {
            put(count);

            assertThat(resume()).isEqualTo(count);

            assertThat(world.executor.started()).isEqualTo(world.repository.all());
            assertThat(Collections.frequency(world.calls.log(), "repository.pending"))
                    .isEqualTo(count / 1000 + 1);
        }

        @Test
        @DisplayName("even if their work begins while the pages are read")
        void handsOverAllAlthoughTheyBegin() {
            put(2_500);
            world.executor.atStart((invocation, reports) ->
                    reports.report(io.agentmaintenance.domain.ExecutionReport.started(invocation, WORKER)));

            assertThat(resume()).isEqualTo(2_500);
            assertThat(world.repository.all()).extracting(Invocation::status).containsOnly(InvocationStatus.RUNNING);
        }

        @Test
        @DisplayName("and no others")
        void handsOverOnlyPendingTasks() {
            world.with("s1", noAgent())
                    .with("s2", noAgent())
                    .with("s3", noAgent())
                    .install("s1", "s2", "s3");
            world.starts("t1");
            world.fails("t2");

            assertThat(resume()).isEqualTo(1);
            assertThat(world.executor.started()).hasSize(4).endsWith(world.task("t3"));
        }

        @Test
        @DisplayName("and does not count those that the executor declines, which stay PENDING")
        void doesNotCountDeclinedTasks() {
            put(3);
            world.executor.declines(i -> i.id().equals(task("p1")));

            assertThat(resume()).isEqualTo(2);
            assertThat(world.repository.all()).hasSize(3);
        }

        @ParameterizedTest
        @ValueSource(strings = {"repository.pending", "executor.start"})
        @DisplayName("and throws PortException if a port is broken")
        void throwsIfAPortIsBroken(String call) {
            put(1);
            world.calls.broken(call);

            assertThatThrownBy(this::resume).isInstanceOf(PortException.class);
        }

        @Test
        @DisplayName("or only what has some age: less than that is left alone")
        void olderThanAnAge() {
            world.with("s1", noAgent()).install("s1");
            world.clock.advance(Duration.ofSeconds(30));
            assertThat(resume(Duration.ofSeconds(30))).isZero();

            world.clock.advance(Duration.ofMillis(1));
            world.with("s2", noAgent()).install("s2");

            assertThat(resume(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(world.executor.started())
                    .extracting(Invocation::id)
                    .containsExactly(task("t1"), task("t2"), task("t1"));
            assertThat(resume(Duration.ZERO)).isEqualTo(2);
        }

        @Test
        @DisplayName("or what is dated ahead, because the clock was set back: it may have any age")
        void datedAhead() {
            world.with("s1", noAgent()).with("s2", noAgent()).install("s1", "s2");
            world.starts("t2");
            world.clock.advance(Duration.ofSeconds(-1));
            assertThat(resume()).isEqualTo(1);
            assertThat(resume(Duration.ofSeconds(30))).isZero();

            world.clock.advance(Duration.ofMillis(-1));

            assertThat(resume(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(world.executor.started()).endsWith(world.task("t1"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"repository.pending", "repository.datedAfter"})
        @DisplayName("or of the old ones and those dated ahead the ones that can be read")
        void whatCanBeRead(String broken) {
            world.with("s1", noAgent()).install("s1");
            world.clock.advance(Duration.ofHours(-1));
            world.with("s2", noAgent()).install("s2");
            world.clock.advance(Duration.ofSeconds(31));
            world.calls.broken(broken);

            assertThatThrownBy(() -> resume(Duration.ofSeconds(30)))
                    .isInstanceOf(PortException.class)
                    .hasMessage("1 pending invocations were handed over; the others could not be read");
            world.calls.mended();
            assertThat(resume(Duration.ofSeconds(30))).isEqualTo(2);
        }

        @Test
        @DisplayName("of an age of 0 or more, however long")
        void bounds() {
            put(1);

            assertThat(resume(Duration.ofSeconds(Long.MAX_VALUE))).isZero();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> resume(Duration.ofMillis(-1)))
                    .withMessage("olderThan must be 0 or more");
        }

        private int resume() {
            return world.maintenance.supervision().resumePending();
        }

        private int resume(Duration olderThan) {
            return world.maintenance.supervision().resumePending(olderThan);
        }
    }

    @Nested
    @DisplayName("has the executor take over what is RUNNING")
    class TakeOver {
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 1000, 1001, 2500})
        @DisplayName("all of it, page by page")
        void pages(int count) {
            putRunning(count);

            assertThat(takeOver()).isEqualTo(count);

            assertThat(world.executor.resumed()).isEqualTo(world.repository.all());
            assertThat(world.executor.started()).isEmpty();
            assertThat(Collections.frequency(world.calls.log(), "repository.running"))
                    .isEqualTo(count / 1000 + 1);
        }

        @Test
        @DisplayName("and nothing else; the state stays RUNNING")
        void runningOnly() {
            world.with("s1", noAgent())
                    .with("s2", noAgent())
                    .with("s3", noAgent())
                    .install("s1", "s2", "s3");
            world.starts("t1");
            world.fails("t2");

            assertThat(takeOver()).isEqualTo(1);
            assertThat(world.executor.resumed()).containsExactly(world.task("t1"));
            assertThat(world.task("t1").status()).isEqualTo(InvocationStatus.RUNNING);
        }

        @Test
        @DisplayName("and does not count what the executor has no room for")
        void declined() {
            putRunning(3);
            world.executor.declines(i -> i.id().equals(task("r1")));

            assertThat(takeOver()).isEqualTo(2);
        }

        @Test
        @DisplayName("and takes over what it can, where that fails for one of them")
        void oneFails() {
            putRunning(3);
            world.executor.sick(i -> i.id().equals(task("r1")));

            assertThatThrownBy(this::takeOver)
                    .isInstanceOf(PortException.class)
                    .hasMessage("2 running invocations were handed over, and 1 could not be handed over");
            assertThat(world.executor.resumed()).extracting(Invocation::id).containsExactly(task("r0"), task("r2"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"repository.running", "executor.resume"})
        @DisplayName("and throws where a port is broken")
        void broken(String call) {
            putRunning(1);
            world.calls.broken(call);

            assertThatThrownBy(this::takeOver).isInstanceOf(PortException.class);
        }

        private int takeOver() {
            return world.maintenance.supervision().resumeRunning();
        }

        private void putRunning(int count) {
            for (int i = 0; i < count; i++) {
                world.repository.put(aTask("r" + i).on("s" + i).created(NOON).running());
            }
        }
    }

    @Nested
    @DisplayName("forgets what is finished")
    class Forget {
        @Test
        @DisplayName("and ended longer ago than an age, and nothing else")
        void byAge() {
            put(1);
            world.repository.put(aTask("old").ended(NOON).succeeded());
            world.repository.put(aTask("young").ended(NOON.plusMillis(1)).failed());
            world.clock.advance(Duration.ofDays(90).plusMillis(1));

            assertThat(forget(Duration.ofDays(90))).isEqualTo(1);
            assertThat(world.repository.all()).extracting(Invocation::id).containsExactly(task("p0"), task("young"));
            assertThat(forget(Duration.ofDays(90))).isZero();
        }

        @ParameterizedTest(name = "{0} in {1} calls")
        @CsvSource({"0, 1", "999, 1", "1000, 2", "1001, 2", "2500, 3"})
        @DisplayName("a thousand in each call to the store")
        void inSeveralCalls(int count, int calls) {
            for (int i = 0; i < count; i++) {
                world.repository.put(aTask("f" + i).on("s" + i).failed());
            }

            assertThat(forget(Duration.ofMillis(1))).isEqualTo(count);
            assertThat(world.repository.all()).isEmpty();
            assertThat(world.calls.log()).hasSize(calls).containsOnly("repository.forget");
        }

        @Test
        @DisplayName("and comes to an end if the store always says that there is more")
        void endsWhereTheStoreNeverDoes() {
            world.repository.forgetsAlways(1000);

            assertThat(forget(Duration.ofDays(1))).isEqualTo(1_000_000);
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 1001})
        @DisplayName("and throws where the store says that it forgot less than none, or more than it was asked to")
        void refusesImpossibleCounts(int count) {
            world.repository.forgetsAlways(count);

            assertThatThrownBy(() -> forget(Duration.ofDays(1)))
                    .isInstanceOf(PortException.class)
                    .hasMessageContaining("returned " + count);
        }

        @Test
        @DisplayName("of an age of more than 0, however long")
        void bounds() {
            world.repository.put(aTask("old").failed());

            assertThat(forget(Duration.ofSeconds(Long.MAX_VALUE))).isZero();
            for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> forget(wrong))
                        .withMessage("age must be more than 0");
            }
            assertThat(world.repository.all()).hasSize(1);
        }

        @Test
        @DisplayName("and throws where the store is broken")
        void broken() {
            world.calls.broken("repository.forget");

            assertThatThrownBy(() -> forget(Duration.ofDays(1))).isInstanceOf(PortException.class);
        }

        private int forget(Duration age) {
            return world.maintenance.supervision().forgetFinished(age);
        }
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            world.repository.put(aTask("p" + i).on("s" + i).created(NOON).pending());
        }
    }
}
