package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.in.ReportOutcome;
import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.Inventory;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("The in-memory executor writes the agent that it has seen to an inventory")
class SeenAgentsTest {
    private static final ProjectId PROJECT = Tasks.PROJECT;
    private static final AgentVersion OLD = AgentVersion.of("1.0");
    private static final AgentVersion TARGET = AgentVersion.of("2.0");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @RegisterExtension
    final UncaughtFailureRecorder uncaught = UncaughtFailureRecorder.ofUnplanned();

    private final SettableClock clock = SettableClock.at(Tasks.START);
    private final InMemoryFleet fleet = new InMemoryFleet();
    private final AgentTransport transport = fleet.transport(clock);
    /** What happened, in its order: states that were written, and events that were reported. */
    private final List<Object> log = new ArrayList<>();

    private final SeenAgents inventory = new SeenAgents();
    private final InMemoryAgentExecutor executor = new InMemoryAgentExecutor(transport, clock, 5000)
            .reportingTo(reports -> {
                reports.forEach(report -> log.add(report.event()));
                return Collections.nCopies(reports.size(), ReportOutcome.APPLIED);
            })
            .recordingIn(inventory);
    private final Invocation task = Tasks.install("t-1", "s-1");

    /** Notes what is written, and fails once if a test sets that. */
    private final class SeenAgents implements Inventory {
        boolean broken;
        final List<Integer> calls = new ArrayList<>();

        @Override
        public void observe(ProjectId project, Map<InstanceId, AgentState> states) {
            assertThat(project).isEqualTo(PROJECT);
            if (broken) {
                broken = false;
                throw new PortException("the inventory is broken", null);
            }
            calls.add(states.size());
            states.forEach((id, agent) -> log.add(agent));
        }

        @Override
        public void define(ProjectId project, Collection<Instance> instances) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Instance> list(ProjectId project, Filter filter, @Nullable InstanceId after, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<AgentVersion, Long> countsByVersion(ProjectId project) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<InstanceId, Instance> find(ProjectId project, Collection<InstanceId> instances) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void oldAgents() {
        behave(AgentState.running(OLD), AgentBehavior.succeedAfter(Duration.ZERO, SECOND));
    }

    private void behave(AgentState agent, AgentBehavior behavior) {
        fleet.addAnyOther(PROJECT, InstanceType.ECS, UniAgentStatus.RUNNING, agent, behavior);
    }

    private void run() {
        executor.start(List.of(task));
        clock.advance(SECOND);
        executor.runDue();
    }

    @Test
    @DisplayName("before it reports a success: the agent runs on the target version")
    void writesBeforeASuccess() {
        run();

        assertThat(log)
                .containsExactly(
                        ExecutionReport.Event.STARTED, AgentState.running(TARGET), ExecutionReport.Event.SUCCEEDED);
    }

    @Test
    @DisplayName("before it reports a failure with a version")
    void writesBeforeAFailure() {
        behave(AgentState.running(OLD), AgentBehavior.failAfter(Duration.ZERO, SECOND, "why"));
        run();

        assertThat(log)
                .containsExactly(ExecutionReport.Event.STARTED, AgentState.running(OLD), ExecutionReport.Event.FAILED);
    }

    @Test
    @DisplayName("but nothing before a failure without a version")
    void writesNothingUnknown() {
        behave(AgentState.notInstalled(), AgentBehavior.failAfter(Duration.ZERO, SECOND, "why"));
        run();

        assertThat(log).containsExactly(ExecutionReport.Event.STARTED, ExecutionReport.Event.FAILED);
    }

    @Test
    @DisplayName("before it reports that work was lost")
    void writesTheAgentOfLostWork() {
        behave(AgentState.notInstalled(), AgentBehavior.succeedAfter(Duration.ZERO, SECOND));
        executor.start(List.of(task));
        transport.stop(task);
        clock.advance(SECOND);
        executor.runDue();

        assertThat(log)
                .containsExactly(
                        ExecutionReport.Event.STARTED, AgentState.notInstalled(), ExecutionReport.Event.FAILED);
    }

    @Test
    @DisplayName("and reports nothing while that fails; both are done a second later")
    void reportsNothingBefore() {
        inventory.broken = true;
        run();
        assertThat(log).containsExactly(ExecutionReport.Event.STARTED);
        assertThat(uncaught.take()).hasSize(1);

        clock.advance(SECOND);
        executor.runDue();

        assertThat(log)
                .containsExactly(
                        ExecutionReport.Event.STARTED, AgentState.running(TARGET), ExecutionReport.Event.SUCCEEDED);
    }

    @Test
    @DisplayName("at most a thousand in one call")
    void writesInBatches() {
        behave(AgentState.running(OLD), AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));

        executor.start(IntStream.range(0, 2500)
                .mapToObj(i -> Tasks.task("t-" + i, "s-" + i, InvocationType.INSTALL, InstanceType.ECS, Tasks.START))
                .toList());

        assertThat(inventory.calls).containsExactly(1000, 1000, 500);
    }
}
