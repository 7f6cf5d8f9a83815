package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.JournalEntry;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.domain.Worker;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After a process has gone, the in-memory executor of the next one")
class TakeOverTest {
    private static final ProjectId PROJECT = ProjectId.of("p");
    private static final Duration WORK = Duration.ofSeconds(10);

    private final SettableClock clock = SettableClock.at(Tasks.START);
    private final ElapsedTime time = ElapsedTime.by(clock, AgentBehavior.LONGEST);
    private final InMemoryFleet fleet = new InMemoryFleet();
    private final List<InvocationId> begun = new ArrayList<>();
    private final AgentTransport transport =
            new ObservedTransport(fleet.transport(clock, time), task -> begun.add(task.id()));
    private final InMemoryInvocationRepository store = InMemoryInvocationRepository.withDefaults();
    private final NodeProcess gone = new NodeProcess("gone", transport);
    private final NodeProcess next = new NodeProcess("next", transport);

    /** A process with its own executor and core, over the store and the servers that all share. */
    private final class NodeProcess {
        final InMemoryAgentExecutor executor;
        final AgentMaintenance maintenance;

        NodeProcess(String name, AgentTransport servers) {
            executor = new InMemoryAgentExecutor(servers, time, 2, name);
            maintenance = AgentMaintenance.builder()
                    .repository(store)
                    .directory(fleet)
                    .catalog(new InMemoryVersionCatalog(
                            List.of(new OfferedVersion(AgentVersion.of("2.0"), VersionType.BASIC_VERSION))))
                    .executor(executor::reportingTo)
                    .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                    .clock(clock)
                    .build();
        }

        List<Invocation> install(String... servers) {
            return maintenance
                    .requests()
                    .create(InvocationRequest.install(
                            PROJECT, Stream.of(servers).map(InstanceId::of).toList()))
                    .accepted();
        }

        int resume() {
            return maintenance.supervision().resumeRunning();
        }

        void pass(Duration duration) {
            clock.advance(duration);
            executor.runDue();
        }
    }

    @BeforeEach
    void servers() {
        behave(AgentBehavior.succeedAfter(Duration.ZERO, WORK));
    }

    private void behave(AgentBehavior behavior) {
        fleet.addAnyOther(PROJECT, InstanceType.ECS, UniAgentStatus.RUNNING, AgentState.notInstalled(), behavior);
    }

    private Invocation now(Invocation task) {
        return store.findAll(PROJECT, List.of(task.id())).get(task.id());
    }

    private void assertStatus(Invocation task, InvocationStatus status) {
        assertThat(now(task).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("follows the work to its end, and does not begin it again")
    void followsTheWork() {
        Invocation task = gone.install("s1").get(0);
        assertThat(next.resume()).isEqualTo(1);
        assertStatus(task, InvocationStatus.RUNNING);

        next.pass(WORK);

        assertStatus(task, InvocationStatus.SUCCEEDED);
        assertThat(begun).containsExactly(task.id());
        assertThat(now(task).progress().startedBy()).isEqualTo(new Worker("gone", 1));
        assertThat(store.journal().timeline(PROJECT, task.id()))
                .extracting(JournalEntry::actor)
                .containsExactly(
                        Actor.unknownCaller(),
                        Actor.worker(new Worker("gone", 1)),
                        Actor.worker(new Worker("next", 1)));
    }

    @Test
    @DisplayName("reports at once what has ended meanwhile")
    void reportsWhatHasEnded() {
        behave(AgentBehavior.failAfter(Duration.ZERO, WORK, "The disk is full."));
        Invocation task = gone.install("s1").get(0);
        clock.advance(WORK);

        next.resume();

        assertStatus(task, InvocationStatus.FAILED);
        assertThat(now(task).progress().message()).isEqualTo("The disk is full.");
    }

    @Test
    @DisplayName("ends work that never began as failed, and makes sure that it never begins")
    void failsWhatNeverBegan() {
        NodeProcess failing = new NodeProcess("failing", new ObservedTransport(transport, task -> {}) {
            @Override
            public BeginOutcome begin(Invocation invocation) {
                throw new PortException("the process ends here", null);
            }
        });
        Invocation task = failing.install("s1").get(0);
        assertStatus(task, InvocationStatus.RUNNING);

        next.resume();

        assertStatus(task, InvocationStatus.FAILED);
        assertThat(now(task).progress().message()).isEqualTo("It was interrupted before it began.");
        assertThat(transport.begin(task)).isEqualTo(AgentTransport.BeginOutcome.REFUSED);
    }

    @Test
    @DisplayName("ends work as succeeded whose worker had recorded the agent, and was gone before it reported the end")
    void endsWhatWasRecorded() {
        NodeProcess failing = new NodeProcess("failing", new ObservedTransport(transport, task -> {}) {
            @Override
            public BeginOutcome begin(Invocation invocation) {
                throw new PortException("the process ends here", null);
            }
        });
        Invocation task = failing.install("s1").get(0);
        fleet.observe(PROJECT, Map.of(InstanceId.of("s1"), AgentState.running(AgentVersion.of("2.0"))));
        next.executor.recordingIn(fleet);

        next.resume();

        assertStatus(task, InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("ends work that never began as canceled, if somebody wishes that, and makes sure that it never begins")
    void cancelsWhatNeverBegan() {
        NodeProcess failing = new NodeProcess("failing", new ObservedTransport(transport, task -> {}) {
            @Override
            public BeginOutcome begin(Invocation invocation) {
                throw new PortException("the process ends here", null);
            }
        });
        Invocation task = failing.install("s1").get(0);
        gone.maintenance.cancellation().cancel(PROJECT, List.of(task.id()));
        assertStatus(task, InvocationStatus.RUNNING);

        next.resume();

        assertStatus(task, InvocationStatus.CANCELED);
        assertThat(transport.begin(task)).isEqualTo(AgentTransport.BeginOutcome.REFUSED);
    }

    @Test
    @DisplayName("looks again at work that begins just before it would be stopped, and cannot be stopped")
    void looksAgainAtWhatBeginsLate() {
        List<AgentTransport.Look> looks = new ArrayList<>(List.of(new AgentTransport.NotBegun(null)));
        NodeProcess late = new NodeProcess("late", new ObservedTransport(transport, task -> {}) {
            @Override
            public Look look(Invocation invocation) {
                return looks.isEmpty() ? super.look(invocation) : looks.remove(0);
            }

            @Override
            public StopOutcome stop(Invocation invocation) {
                return StopOutcome.GOES_ON;
            }
        });
        Invocation task = gone.install("s1").get(0);
        late.resume();
        assertStatus(task, InvocationStatus.RUNNING);

        late.pass(WORK);

        assertStatus(task, InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("judges stopped work by the agent that is there")
    void judgesStoppedWork() {
        Invocation task = gone.install("s1").get(0);
        transport.stop(task);

        next.resume();

        assertStatus(task, InvocationStatus.FAILED);
        assertThat(now(task).progress().message()).isEqualTo("Interrupted: The work was stopped.");
    }

    @Test
    @DisplayName("leaves work alone that it has in hand")
    void leavesItsOwnWorkAlone() {
        Invocation task = next.install("s1").get(0);

        assertThat(next.resume()).isEqualTo(1);
        assertThat(next.resume()).isEqualTo(1);
        next.pass(WORK);

        assertStatus(task, InvocationStatus.SUCCEEDED);
        assertThat(begun).containsExactly(task.id());
    }

    @Test
    @DisplayName("declines work beyond its room, and work on a server where it has other work in hand")
    void declinesWork() {
        List<Invocation> tasks = gone.install("s1", "s2");
        Invocation own = next.install("s3").get(0);
        Invocation stale = Tasks.in(PROJECT, "stale", "s3", InvocationType.INSTALL, InstanceType.ECS, Tasks.START);

        assertThat(next.executor.resume(List.of(stale))).containsExactly(stale.id());
        assertThat(next.resume()).as("one in hand, one taken over").isEqualTo(2);

        next.pass(WORK);
        assertThat(Stream.of(tasks.get(0), tasks.get(1), own)
                        .map(task -> now(task).status()))
                .containsExactlyInAnyOrder(
                        InvocationStatus.SUCCEEDED, InvocationStatus.RUNNING, InvocationStatus.SUCCEEDED);
    }

    @Test
    @DisplayName("stops work that it took over, on a request to cancel")
    void cancelsWhatItTookOver() {
        Invocation task = gone.install("s1").get(0);
        next.resume();

        next.maintenance.cancellation().cancel(PROJECT, List.of(task.id()));

        assertStatus(task, InvocationStatus.CANCELED);
        assertThat(store.journal().timeline(PROJECT, task.id()))
                .last()
                .extracting(JournalEntry::actor)
                .isEqualTo(Actor.worker(new Worker("next", 1)));
    }

    @Test
    @DisplayName("gives hanging work up after a day if its task has timed out, and never begins it")
    void givesHangingWorkUp() {
        behave(AgentBehavior.hang(Duration.ZERO));
        gone.install("s1", "s2");
        next.resume();
        clock.advance(Duration.ofDays(1).minusMinutes(1));
        next.executor.runDue();
        next.maintenance.supervision().expireOverdue();
        next.pass(Duration.ofMinutes(1));
        assertThat(next.resume()).isZero();

        assertThat(next.install("s3", "s4")).hasSize(2);
        assertThat(begun).hasSize(4);
    }

    @Test
    @DisplayName("goes on watching work for longer than a day while its task is RUNNING, also if it cannot be stopped")
    void watchesRunningWork() {
        behave(AgentBehavior.succeedAfter(Duration.ZERO, Duration.ofDays(3)));
        Invocation task = gone.install("s1").get(0);
        NodeProcess patient = new NodeProcess("patient", new ObservedTransport(transport, t -> {}) {
            @Override
            public Look look(Invocation invocation) {
                return super.look(invocation) instanceof Alive ? new Alive(Duration.ofDays(1)) : super.look(invocation);
            }

            @Override
            public BeginOutcome begin(Invocation invocation) {
                throw new AssertionError("it must never begin");
            }

            @Override
            public StopOutcome stop(Invocation invocation) {
                return StopOutcome.GOES_ON;
            }
        });
        patient.resume();
        patient.maintenance.cancellation().cancel(PROJECT, List.of(task.id()));
        for (int day = 0; day < 3; day++) {
            assertStatus(task, InvocationStatus.RUNNING);
            patient.pass(Duration.ofDays(1));
        }

        assertStatus(task, InvocationStatus.SUCCEEDED);
        assertThat(begun).containsExactly(task.id());
    }

    @Test
    @DisplayName("does not begin work that the other process has begun")
    void beginsOnce() {
        Invocation task = gone.install("s1").get(0);

        assertThat(next.executor.start(List.of(task))).isEmpty();

        assertThat(begun).containsExactly(task.id());
        assertThat(now(task).progress().startedBy()).isEqualTo(new Worker("gone", 1));
        assertThat(next.install("s2", "s3")).as("room for two").hasSize(2);
    }

    @Test
    @DisplayName("has a name of its own unless it gets one, which must be legal")
    void hasAName() {
        behave(AgentBehavior.hang(Duration.ZERO));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            new InMemoryAgentExecutor(transport, time, 1)
                    .reportingTo(reports -> {
                        reports.forEach(report -> names.add(report.worker().process()));
                        return List.of(ReportOutcome.TAKEN);
                    })
                    .start(List.of(
                            Tasks.in(PROJECT, "t-1", "s1", InvocationType.INSTALL, InstanceType.ECS, Tasks.START)));
        }

        assertThat(names).hasSize(2).doesNotHaveDuplicates().allMatch(name -> name.startsWith("memory-"));
        assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryAgentExecutor(transport, time, 1, "a b"));
    }
}
