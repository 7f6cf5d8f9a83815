package io.agentmaintenance.application.service;

import static io.agentmaintenance.fixture.TaskBuilder.WORKER;
import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.NOON;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static org.assertj.core.api.Assertions.assertThat;
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

        private int resume() {
            return world.maintenance.supervision().resumePending();
        }
    }

    private void put(int count) {
        for (int i = 0; i < count; i++) {
            world.repository.put(aTask("p" + i).on("s" + i).created(NOON).pending());
        }
    }
}
