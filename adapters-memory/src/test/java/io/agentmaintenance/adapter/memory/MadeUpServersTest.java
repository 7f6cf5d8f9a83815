package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.UniAgentStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that is made up when it is asked for behaves")
class MadeUpServersTest {
    private static final AgentBehavior SLOW = AgentBehavior.succeedAfter(Duration.ZERO, Duration.ofSeconds(1));
    private static final AgentBehavior NEVER = AgentBehavior.neverPickedUp();

    private final InMemoryFleet fleet = new InMemoryFleet();
    private final Invocation first = Tasks.install("t-1", "s-1");
    private final Invocation second = Tasks.install("t-2", "s-2");

    @BeforeEach
    void anyServer() {
        others(SLOW);
    }

    @Test
    @DisplayName("like all others, before work has changed it and after")
    void likeOthers() {
        fleet.worked(List.of(first));

        assertThat(behaviorOf(first)).isSameAs(SLOW);
        assertThat(behaviorOf(second)).isSameAs(SLOW);
        assertThat(fleet.find(first.project(), List.of(first.instanceId())))
                .extractingByKey(first.instanceId())
                .extracting(Instance::agent)
                .isEqualTo(AgentState.running(first.versions().target()));
    }

    @Test
    @DisplayName("as it is told, and no other with it")
    void asTold() {
        fleet.set(first.project(), first.instanceId(), NEVER);

        assertThat(behaviorOf(first)).isSameAs(NEVER);
        assertThat(behaviorOf(second)).isSameAs(SLOW);
    }

    @Test
    @DisplayName("otherwise when it has failed often enough")
    void afterFailures() {
        AgentBehavior failing = AgentBehavior.failAfter(Duration.ZERO, Duration.ZERO, "No space left.");
        AgentBehavior once = AgentBehavior.failTimes(1, failing, SLOW);
        others(once);
        fleet.failed(first);

        assertThat(behaviorOf(first)).isSameAs(SLOW);
        assertThat(behaviorOf(second)).isSameAs(once);
    }

    @Test
    @DisplayName("as it did when it changed last, if the others are told otherwise later")
    void othersToldLater() {
        fleet.worked(List.of(first));
        others(NEVER);

        assertThat(behaviorOf(first)).isSameAs(SLOW);
        assertThat(behaviorOf(second)).isSameAs(NEVER);
    }

    @Test
    @DisplayName("as if it were not there, in a project that has none")
    void none() {
        InMemoryFleet empty = new InMemoryFleet();
        Instance known = new Instance(second.instance(), UniAgentStatus.RUNNING, AgentState.notInstalled());
        empty.add(second.project(), known, SLOW);

        assertThat(empty.behaviorsOf(List.of(first, second))).containsExactly(NEVER, SLOW);
    }

    @Test
    @DisplayName("and is worked on as itself, beside one that was added and those of other projects")
    void amongOthers() {
        Instance added = new Instance(second.instance(), UniAgentStatus.RUNNING, AgentState.notInstalled());
        fleet.add(second.project(), added, NEVER);
        Invocation elsewhere =
                Tasks.in(Tasks.OTHER, "t-3", "s-1", InvocationType.INSTALL, InstanceType.ECS, Tasks.START);
        List<Invocation> work = List.of(first, elsewhere, second);

        assertThat(fleet.behaviorsOf(work)).containsExactly(SLOW, NEVER, NEVER);

        fleet.worked(work);

        assertThat(fleet.find(first.project(), List.of(first.instanceId(), second.instanceId())))
                .extractingFromEntries(entry -> entry.getValue().agent())
                .containsOnly(AgentState.running(first.versions().target()))
                .hasSize(2);
        assertThat(fleet.find(elsewhere.project(), List.of(first.instanceId()))).isEmpty();
    }

    private AgentBehavior behaviorOf(Invocation work) {
        return fleet.behaviorsOf(List.of(work)).get(0);
    }

    private void others(AgentBehavior behavior) {
        fleet.addAnyOther(
                first.project(), InstanceType.ECS, UniAgentStatus.RUNNING, AgentState.notInstalled(), behavior);
    }
}
