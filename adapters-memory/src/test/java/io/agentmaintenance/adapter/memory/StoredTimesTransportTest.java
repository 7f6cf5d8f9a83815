package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.AgentTransport.Alive;
import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Failed;
import io.agentmaintenance.application.port.out.AgentTransport.Look;
import io.agentmaintenance.application.port.out.AgentTransport.NotBegun;
import io.agentmaintenance.application.port.out.AgentTransport.StopOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Succeeded;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.tck.Invocations;
import io.agentmaintenance.tck.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The transport by stored times")
class StoredTimesTransportTest {
    private static final Duration PICK_UP = Duration.ofSeconds(10);
    private static final Duration WORK = Duration.ofSeconds(30);
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = SettableClock.at(Invocations.NOON);
    private final Invocation pending = Invocations.install("t-1", "web-1");
    private Invocation running = pending;

    /** Another process with the same fleet. */
    private AgentTransport transport(AgentBehavior behavior) {
        InMemoryFleet fleet = new InMemoryFleet();
        fleet.addAnyOther(
                Invocations.PROJECT, InstanceType.ECS, UniAgentStatus.RUNNING, AgentState.notInstalled(), behavior);
        return fleet.transportByStoredTimes(clock);
    }

    private Look look(AgentBehavior behavior, Invocation invocation) {
        return transport(behavior).look(invocation);
    }

    private void start() {
        running = pending.start(clock.instant(), Invocations.WORKER).after();
    }

    @Test
    @DisplayName("takes work up after the pick-up time, in any process")
    void takesWorkUp() {
        AgentBehavior good = AgentBehavior.succeedAfter(PICK_UP, WORK);
        clock.advance(PICK_UP.minusSeconds(1));
        assertThat(look(good, pending)).isEqualTo(new NotBegun(Duration.ofSeconds(1)));
        clock.advance(Duration.ofSeconds(1));

        assertThat(look(good, pending)).isEqualTo(new NotBegun(null));
        assertThat(transport(good).begin(pending)).isEqualTo(BeginOutcome.BEGUN);
        start();
        assertThat(transport(good).begin(running)).isEqualTo(BeginOutcome.BEGUN_BEFORE);
        assertThat(look(AgentBehavior.neverPickedUp(), pending)).isEqualTo(new NotBegun(DAY));
    }

    @Test
    @DisplayName("ends work after its time as it is scripted, in any process")
    void endsWork() {
        AgentBehavior bad = AgentBehavior.failAfter(PICK_UP, WORK, "The disk is full.");
        AgentBehavior good = AgentBehavior.succeedAfter(PICK_UP, WORK);
        start();
        clock.advance(WORK.minusSeconds(1));
        assertThat(look(good, running)).isEqualTo(new Alive(Duration.ofSeconds(1)));
        assertThat(transport(good).stop(running)).isEqualTo(StopOutcome.STOPPED);
        clock.advance(Duration.ofSeconds(1));

        assertThat(look(good, running)).isEqualTo(new Succeeded());
        assertThat(look(bad, running)).isEqualTo(new Failed("The disk is full.", null));
        assertThat(look(AgentBehavior.succeedSilently(PICK_UP, WORK), running)).isEqualTo(new Alive(DAY));
        assertThat(look(AgentBehavior.hang(PICK_UP), running)).isEqualTo(new Alive(DAY));
        assertThat(transport(good).stop(running)).isEqualTo(StopOutcome.DONE);
        assertThat(transport(bad).stop(running)).isEqualTo(StopOutcome.DONE);
    }

    @Test
    @DisplayName("counts all earlier work on a server as failures, because no process counts them")
    void countsEarlierWork() {
        AgentBehavior flaky = AgentBehavior.failTimes(
                1,
                AgentBehavior.failAfter(Duration.ZERO, Duration.ZERO, "Not yet."),
                AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
        start();
        Invocation retry = Invocations.retry(
                "t-2", running.fail(clock.instant(), "Not yet.", null).after());

        assertThat(look(flaky, running)).isInstanceOf(Failed.class);
        assertThat(look(flaky, retry.start(clock.instant(), Invocations.WORKER).after()))
                .isEqualTo(new Succeeded());
    }

    @Test
    @DisplayName("never takes up work on a server that the fleet does not know")
    void knowsNoOtherServers() {
        AgentTransport empty = new InMemoryFleet().transportByStoredTimes(clock);

        assertThat(empty.look(pending)).isEqualTo(new NotBegun(DAY));
    }
}
