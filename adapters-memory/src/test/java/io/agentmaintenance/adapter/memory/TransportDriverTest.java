package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The in-memory executor over any transport")
class TransportDriverTest {
    private static final ProjectId PROJECT = ProjectId.of("p");
    private static final AgentVersion TARGET = AgentVersion.of("2.0");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = SettableClock.at(Tasks.START);
    private final InMemoryFleet fleet = new InMemoryFleet();
    private final FakeTransport transport = new FakeTransport();
    private final InMemoryAgentExecutor executor = new InMemoryAgentExecutor(transport, clock, 100);
    private final AgentMaintenance maintenance = AgentMaintenance.builder()
            .repository(InMemoryInvocationRepository.withDefaults())
            .directory(fleet)
            .catalog(new InMemoryVersionCatalog(List.of(new OfferedVersion(TARGET, VersionType.BASIC_VERSION))))
            .executor(executor::reportingTo)
            .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
            .clock(clock)
            .build();

    TransportDriverTest() {
        fleet.addAnyOther(
                PROJECT,
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                AgentState.notInstalled(),
                AgentBehavior.neverPickedUp());
    }

    /** Gives the answers that the test sets, and counts the calls. */
    private static final class FakeTransport implements AgentTransport {
        Supplier<Look> look = () -> new NotBegun(null);
        Supplier<BeginOutcome> begin = () -> BeginOutcome.BEGUN;
        Supplier<StopOutcome> stop = () -> StopOutcome.STOPPED;
        String unreachable = "";
        int looks;
        final List<InvocationId> begun = new ArrayList<>();
        final List<InvocationId> stopped = new ArrayList<>();

        @Override
        public Look look(Invocation invocation) {
            looks++;
            reach(invocation);
            return begun.contains(invocation.id()) ? look.get() : new NotBegun(null);
        }

        @Override
        public BeginOutcome begin(Invocation invocation) {
            reach(invocation);
            BeginOutcome outcome = begin.get();
            begun.add(invocation.id());
            return outcome;
        }

        @Override
        public StopOutcome stop(Invocation invocation) {
            reach(invocation);
            stopped.add(invocation.id());
            return stop.get();
        }

        private void reach(Invocation invocation) {
            if (invocation.instanceId().value().equals(unreachable)) {
                throw unreachable();
            }
        }

        static PortException unreachable() {
            return new PortException("the server cannot be reached", null);
        }
    }

    private List<Invocation> install(int servers) {
        List<InstanceId> ids = IntStream.rangeClosed(1, servers)
                .mapToObj(i -> InstanceId.of("s-" + i))
                .toList();
        return maintenance
                .requests()
                .create(InvocationRequest.install(PROJECT, ids))
                .accepted();
    }

    private Invocation install() {
        return install(1).get(0);
    }

    private Invocation now(Invocation task) {
        return maintenance.invocations().find(PROJECT, task.id()).orElseThrow();
    }

    private void assertStatus(Invocation task, InvocationStatus status) {
        assertThat(now(task).status()).isEqualTo(status);
    }

    private void pass(Duration time) {
        clock.advance(time);
        executor.runDue();
    }

    @Nested
    @DisplayName("looks at running work again")
    class LooksAgain {
        @Test
        @DisplayName("when the transport expects a change, and not earlier")
        void looksAtTheHintedTime() {
            transport.look = () -> new AgentTransport.Alive(Duration.ofSeconds(30));
            Invocation task = install();
            int before = transport.looks;
            transport.look = AgentTransport.Succeeded::new;

            pass(Duration.ofSeconds(29));
            assertThat(transport.looks).isEqualTo(before);
            pass(SECOND);

            assertStatus(task, InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("after 1, 2, 4, 8 and then every 10 seconds without a hint")
        void looksAfterGrowingPauses() {
            transport.look = () -> new AgentTransport.Alive(null);
            install();
            List<Integer> seconds = new ArrayList<>();
            for (int second = 1; second <= 35; second++) {
                int before = transport.looks;
                pass(SECOND);
                if (transport.looks > before) {
                    seconds.add(second);
                }
            }

            assertThat(seconds).containsExactly(1, 3, 7, 15, 25, 35);
        }

        @Test
        @DisplayName("after a day at the earliest if the transport expects no change")
        void doesNotLookAtHangingWorkForADay() {
            transport.look = () -> new AgentTransport.Alive(DAY);
            install(100);
            int before = transport.looks;

            for (int second = 0; second < 1000; second++) {
                pass(SECOND);
            }

            assertThat(transport.looks).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("reports the starts of a batch in one call, and the ends in another")
    void reportsInBatches() {
        List<Integer> calls = new ArrayList<>();
        executor.reportingTo(reports -> {
            calls.add(reports.size());
            return maintenance.reports().report(reports);
        });
        transport.look = () -> new AgentTransport.Alive(SECOND);
        install(100);
        transport.look = AgentTransport.Succeeded::new;

        pass(SECOND);

        assertThat(calls).containsExactly(100, 100);
    }

    @Test
    @DisplayName("reports a failure with its reason and the observed version")
    void reportsAFailure() {
        transport.look = () -> new AgentTransport.Failed("The disk is full.", AgentVersion.of("1.9"));

        Invocation task = now(install());

        assertThat(task.status()).isEqualTo(InvocationStatus.FAILED);
        assertThat(task.progress().message()).isEqualTo("The disk is full.");
        assertThat(task.versions().current()).isEqualTo(AgentVersion.of("1.9"));
    }

    @Test
    @DisplayName("reports refused work as canceled")
    void reportsTheRefusedAsCanceled() {
        transport.begin = () -> AgentTransport.BeginOutcome.REFUSED;

        assertStatus(install(), InvocationStatus.CANCELED);
    }

    @Test
    @DisplayName("rejects zero room, and work before a target for reports is set")
    void rejectsWrongUse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryAgentExecutor(transport, clock, 0));
        assertThatIllegalStateException()
                .isThrownBy(() -> new InMemoryAgentExecutor(transport, clock, 1).start(List.of()));
    }

    @Nested
    @DisplayName("decides about lost work by the current agent:")
    class Lost {
        @Test
        @DisplayName("with the target version, the task has succeeded")
        void succeedsWithTheTargetVersion() {
            transport.look = () -> new AgentTransport.Lost("The server was restarted.", AgentState.running(TARGET));

            assertStatus(install(), InvocationStatus.SUCCEEDED);
            assertThat(transport.stopped).isEmpty();
        }

        @Test
        @DisplayName("with another version, the work is stopped and the task has failed")
        void failsWithAnotherVersion() {
            transport.look = () ->
                    new AgentTransport.Lost("The server was restarted.", AgentState.running(AgentVersion.of("1.9")));

            Invocation task = now(install());

            assertThat(task.status()).isEqualTo(InvocationStatus.FAILED);
            assertThat(task.progress().message()).isEqualTo("Interrupted: The server was restarted.");
            assertThat(task.versions().current()).isEqualTo(AgentVersion.of("1.9"));
            assertThat(transport.stopped).containsExactly(task.id());
        }

        @Test
        @DisplayName("with another version and work that cannot be stopped, it looks again")
        void looksAgainAtWorkThatContinues() {
            transport.look = () -> new AgentTransport.Lost("Gone.", AgentState.notInstalled());
            transport.stop = () -> AgentTransport.StopOutcome.GOES_ON;
            Invocation task = install();
            assertStatus(task, InvocationStatus.RUNNING);
            transport.look = AgentTransport.Succeeded::new;

            pass(SECOND);

            assertStatus(task, InvocationStatus.SUCCEEDED);
        }
    }

    @Nested
    @DisplayName("while a server cannot be reached")
    class Unreachable {
        @Test
        @DisplayName("continues with all others, and with this one afterwards")
        void continuesWithOthers() {
            transport.look = AgentTransport.Succeeded::new;
            transport.unreachable = "s-2";
            List<Invocation> tasks = install(3);
            assertThat(tasks.stream().map(task -> now(task).status()))
                    .containsExactly(InvocationStatus.SUCCEEDED, InvocationStatus.PENDING, InvocationStatus.SUCCEEDED);
            transport.unreachable = "";

            pass(SECOND);

            assertStatus(tasks.get(1), InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("repeats a failed begin")
        void repeatsAFailedBegin() {
            failToBeginOnce();
            transport.look = AgentTransport.Succeeded::new;
            Invocation task = install();
            assertStatus(task, InvocationStatus.RUNNING);
            assertThat(transport.begun).isEmpty();

            pass(SECOND);

            assertStatus(task, InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("repeats a begin that returned null, which breaks the contract of a transport")
        @SuppressWarnings("NullAway") // This is the flaw.
        void repeatsABeginWithoutAnswer() {
            transport.begin = () -> {
                transport.begin = () -> AgentTransport.BeginOutcome.BEGUN_BEFORE;
                return null;
            };
            transport.look = () -> new AgentTransport.Alive(SECOND);
            Invocation task = install();
            transport.look = AgentTransport.Succeeded::new;

            pass(SECOND);

            assertStatus(task, InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("does not begin work of a task that has timed out meanwhile")
        void doesNotBeginTheTimedOut() {
            failToBeginOnce();
            Invocation task = install();
            clock.advance(Duration.ofMinutes(11));
            maintenance.supervision().expireOverdue();

            executor.runDue();

            assertStatus(task, InvocationStatus.TIMEOUT);
            assertThat(transport.begun).isEmpty();
        }

        private void failToBeginOnce() {
            transport.begin = () -> {
                transport.begin = () -> AgentTransport.BeginOutcome.BEGUN;
                throw FakeTransport.unreachable();
            };
        }
    }

    @Nested
    @DisplayName("on a request to cancel running work")
    class Cancels {
        private final Invocation task;

        Cancels() {
            transport.look = () -> new AgentTransport.Alive(DAY);
            task = install();
            assertStatus(task, InvocationStatus.RUNNING);
        }

        private void cancel() {
            maintenance.cancellation().cancel(PROJECT, List.of(task.id()));
        }

        @Test
        @DisplayName("reports the task as canceled if the work was stopped")
        void reportsStoppedWorkAsCanceled() {
            cancel();

            assertStatus(task, InvocationStatus.CANCELED);
            assertThat(transport.stopped).containsExactly(task.id());
        }

        @Test
        @DisplayName("follows the work to its end if it continues")
        void followsWorkThatContinues() {
            transport.stop = () -> AgentTransport.StopOutcome.GOES_ON;
            cancel();
            assertStatus(task, InvocationStatus.RUNNING);
            transport.look = AgentTransport.Succeeded::new;

            executor.runDue();

            assertStatus(task, InvocationStatus.SUCCEEDED);
        }

        @Test
        @DisplayName("throws if the server cannot be reached, and follows the work to its end")
        void throwsIfUnreachable() {
            transport.unreachable = "s-1";
            assertThatExceptionOfType(PortException.class).isThrownBy(() -> executor.cancel(List.of(now(task))));
            transport.unreachable = "";
            transport.look = AgentTransport.Succeeded::new;

            executor.runDue();

            assertStatus(task, InvocationStatus.SUCCEEDED);
        }
    }

    @Nested
    @DisplayName("gives up after a day:")
    class GivesUp {
        private List<Invocation> more() {
            List<InstanceId> ids = IntStream.rangeClosed(101, 200)
                    .mapToObj(i -> InstanceId.of("s-" + i))
                    .toList();
            return maintenance
                    .requests()
                    .create(InvocationRequest.install(PROJECT, ids))
                    .accepted();
        }

        @Test
        @DisplayName("work without an end whose task has timed out, which frees its room")
        void givesUpHangingWork() {
            transport.look = () -> new AgentTransport.Alive(DAY);
            install(100);
            pass(Duration.ofMinutes(11));
            maintenance.supervision().expireOverdue();
            assertThat(more()).isEmpty();

            pass(DAY);

            assertThat(more()).hasSize(100);
        }

        @Test
        @DisplayName("not work whose task is still RUNNING")
        void keepsRunningWork() {
            transport.look = () -> new AgentTransport.Alive(DAY);
            Invocation task = install();
            pass(DAY);
            transport.look = AgentTransport.Succeeded::new;

            pass(DAY);

            assertStatus(task, InvocationStatus.SUCCEEDED);
            assertThat(transport.begun).as("calls of begin").hasSize(2);
        }

        @Test
        @DisplayName("work on a server that can no longer be reached, once its task has timed out")
        void givesUpUnreachableWork() {
            transport.look = () -> new AgentTransport.Alive(SECOND);
            install(100);
            transport.look = () -> {
                throw FakeTransport.unreachable();
            };
            pass(Duration.ofMinutes(11));
            maintenance.supervision().expireOverdue();
            assertThat(more()).isEmpty();

            // Its looks come every 10 seconds.
            for (int i = 0; i < 100; i++) {
                pass(Duration.ofSeconds(10));
            }

            assertThat(more()).hasSize(100);
        }

        @Test
        @DisplayName("the look at a server that can never be reached, so that the core hands its task over again")
        void givesUpWhatCannotBeLookedAt() {
            transport.unreachable = "s-1";
            install(100);
            for (int i = 0; i < 100; i++) {
                pass(Duration.ofSeconds(10));
            }
            maintenance.supervision().expireOverdue();

            assertThat(maintenance
                            .requests()
                            .create(InvocationRequest.install(PROJECT, List.of(InstanceId.of("free"))))
                            .accepted())
                    .hasSize(1);
        }

        @Test
        @DisplayName("work that its server never accepts")
        void givesUpWorkThatIsNeverAccepted() {
            InMemoryAgentExecutor small = new InMemoryAgentExecutor(fleet, clock, 1);
            small.reportingTo(maintenance.reports());
            assertThat(small.start(List.of(Tasks.install("x-1", "a")))).isEmpty();
            assertThat(small.start(List.of(Tasks.install("x-2", "b")))).hasSize(1);
            clock.advance(DAY);

            small.runDue();

            assertThat(small.start(List.of(Tasks.install("x-2", "b")))).isEmpty();
        }
    }
}
