package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.AgentTransport.Alive;
import io.agentmaintenance.application.port.out.AgentTransport.Failed;
import io.agentmaintenance.application.port.out.AgentTransport.NotBegun;
import io.agentmaintenance.application.port.out.AgentTransport.Succeeded;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a project where every id exists, a server that was not added")
class AnyServersTest {
    private static final AgentBehavior AT_ONCE = AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO);
    private static final AgentBehavior NEVER = AgentBehavior.neverPickedUp();
    private static final NotBegun NOT_PICKED_UP = new NotBegun(Duration.ofDays(1));

    private final SettableClock clock = SettableClock.at(Tasks.START);
    private final InMemoryFleet fleet = new InMemoryFleet(2);
    private final AgentTransport transport = fleet.transport(clock);
    private final Invocation first = Tasks.install("t-1", "s-1");
    private final Invocation second = Tasks.install("t-2", "s-2");
    private final Invocation third = Tasks.install("t-3", "s-3");

    @BeforeEach
    void anyServer() {
        others(AT_ONCE);
    }

    @Test
    @DisplayName("has the new agent after its work, and no other server has")
    void changesWithoutTheOthers() {
        work(first);

        assertThat(agent(first)).isEqualTo(AgentState.running(first.versions().target()));
        assertThat(agent(second)).isEqualTo(AgentState.notInstalled());
    }

    @Test
    @DisplayName("is forgotten after as many other servers have changed as the fleet remembers")
    void isForgottenAfterManyOthersHaveChanged() {
        work(first);
        work(second);
        assertThat(agent(first)).isEqualTo(AgentState.running(first.versions().target()));

        work(third);

        assertThat(agent(first)).isEqualTo(AgentState.notInstalled());
        assertThat(agent(second)).isEqualTo(AgentState.running(second.versions().target()));
        assertThat(agent(third)).isEqualTo(AgentState.running(third.versions().target()));
    }

    @Test
    @DisplayName("is remembered while it keeps changing")
    void isRememberedWhileItChanges() {
        for (int other = 0; other < 10; other++) {
            fleet.set(first.project(), first.instanceId(), UniAgentStatus.SILENT);
            fleet.set(first.project(), InstanceId.of("o-" + other), UniAgentStatus.SILENT);
        }

        assertThat(find(first).uniAgent()).isEqualTo(UniAgentStatus.SILENT);
    }

    @Test
    @DisplayName("finishes its work even if the fleet has forgotten its state meanwhile")
    void finishesItsWork() {
        others(AgentBehavior.succeedAfter(Duration.ZERO, Duration.ofSeconds(5)));
        transport.begin(first);
        for (int other = 0; other < 10; other++) {
            fleet.set(first.project(), InstanceId.of("o-" + other), UniAgentStatus.SILENT);
        }

        assertThat(transport.look(first)).isEqualTo(new Alive(Duration.ofSeconds(5)));
        clock.advance(Duration.ofSeconds(5));

        assertThat(transport.look(first)).isEqualTo(new Succeeded());
    }

    @Test
    @DisplayName("follows its own script after that was set")
    void hasItsOwnScript() {
        fleet.set(first.project(), first.instanceId(), NEVER);

        assertThat(transport.look(first)).isEqualTo(NOT_PICKED_UP);
        assertThat(transport.look(second)).isEqualTo(new NotBegun(null));
    }

    @Test
    @DisplayName("fails as often as its script says, then behaves as the script says")
    void succeedsAfterTheScriptedFailures() {
        AgentBehavior failing = AgentBehavior.failAfter(Duration.ZERO, Duration.ZERO, "No space left.");
        others(AgentBehavior.failTimes(1, failing, NEVER));
        transport.begin(first);
        assertThat(transport.look(first)).isEqualTo(new Failed("No space left.", null));

        assertThat(transport.look(Tasks.install("t-4", "s-1"))).isEqualTo(NOT_PICKED_UP);
        assertThat(transport.look(second)).isEqualTo(new NotBegun(null));
    }

    @Test
    @DisplayName("keeps its script after it has changed, when the others get another one")
    void keepsItsScript() {
        work(first);
        others(NEVER);

        assertThat(transport.look(Tasks.install("t-4", "s-1"))).isEqualTo(new NotBegun(null));
        assertThat(transport.look(second)).isEqualTo(NOT_PICKED_UP);
    }

    @Test
    @DisplayName("does not exist in another project, where work is never picked up")
    void staysInItsProject() {
        Invocation elsewhere =
                Tasks.in(Tasks.OTHER, "t-3", "s-1", InvocationType.INSTALL, InstanceType.ECS, Tasks.START);

        assertThat(transport.look(elsewhere)).isEqualTo(NOT_PICKED_UP);
        assertThat(fleet.find(elsewhere.project(), List.of(first.instanceId()))).isEmpty();
    }

    @Test
    @DisplayName("does not replace a server that was added")
    void doesNotReplaceAnAddedServer() {
        fleet.add(
                second.project(),
                new Instance(second.instance(), UniAgentStatus.SILENT, AgentState.notInstalled()),
                NEVER);

        assertThat(find(second).uniAgent()).isEqualTo(UniAgentStatus.SILENT);
        assertThat(transport.look(second)).isEqualTo(NOT_PICKED_UP);
    }

    @Test
    @DisplayName("needs a fleet that remembers at least one server; zero is rejected")
    void rejectsAFleetThatRemembersNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryFleet(0));
    }

    private void work(Invocation invocation) {
        assertThat(transport.begin(invocation)).isEqualTo(AgentTransport.BeginOutcome.BEGUN);
        assertThat(transport.look(invocation)).isEqualTo(new Succeeded());
    }

    private AgentState agent(Invocation invocation) {
        return find(invocation).agent();
    }

    private Instance find(Invocation invocation) {
        InstanceId id = invocation.instanceId();
        return fleet.find(invocation.project(), List.of(id)).get(id);
    }

    private void others(AgentBehavior behavior) {
        fleet.addAnyOther(
                first.project(), InstanceType.ECS, UniAgentStatus.RUNNING, AgentState.notInstalled(), behavior);
    }
}
