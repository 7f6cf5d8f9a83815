package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.AgentTransport.Alive;
import io.agentmaintenance.application.port.out.AgentTransport.Failed;
import io.agentmaintenance.application.port.out.AgentTransport.Look;
import io.agentmaintenance.application.port.out.AgentTransport.Lost;
import io.agentmaintenance.application.port.out.AgentTransport.NotBegun;
import io.agentmaintenance.application.port.out.AgentTransport.StopOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Succeeded;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code look}. */
abstract class LookLaws extends TransportLaws {
    LookLaws(AgentTransportContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns NotBegun for work that has not begun, and begins nothing")
    void returnsNotBegunAndBeginsNothing() {
        for (int second = 0; second < 10; second++) {
            assertThat(transport.look(first)).isInstanceOf(NotBegun.class);
            letASecondPass();
        }
        assertUntouched(first);
    }

    @Test
    @DisplayName("returns Alive for running work, then Succeeded")
    void returnsAliveThenSucceeded() {
        begin(first);

        assertThat(transport.look(first)).isInstanceOfAny(Alive.class, Succeeded.class);
        assertThat(awaitEnd(first)).isEqualTo(new Succeeded());
    }

    @Test
    @DisplayName("returns no time to look again, or one longer than zero")
    void returnsPositiveTimes() {
        assertPositive(transport.look(first));
        begin(first);
        assertPositive(transport.look(first));
        letASecondPass();
        assertPositive(transport.look(first));
    }

    @Test
    @DisplayName("returns the same outcome again, in another process too")
    void keepsTheOutcome() {
        begin(first);
        assertThat(awaitEnd(first)).isEqualTo(new Succeeded());
        letASecondPass();

        assertThat(transport.look(first)).isEqualTo(new Succeeded());
        assertThat(otherProcess().look(first)).isEqualTo(new Succeeded());
    }

    @Test
    @DisplayName("returns the reason of a failure")
    void returnsTheReasonOfAFailure() {
        Assumptions.assumeTrue(contract.makeWorkFail(first), "work cannot be made to fail");
        begin(first);

        Look end = awaitEnd(first);

        assertThat(end).isInstanceOf(Failed.class);
        assertThat(transport.look(first)).isEqualTo(end);
    }

    @Test
    @DisplayName("returns Lost with the current agent for interrupted work; stop then returns STOPPED")
    void returnsLostAfterAnInterruption() {
        begin(first);
        Assumptions.assumeTrue(transport.look(first) instanceof Alive, "running work is never seen");
        Assumptions.assumeTrue(contract.interrupt(first), "work cannot be interrupted");

        Look look = awaitEnd(first);

        assertThat(look).isInstanceOf(Lost.class);
        assertThat(((Lost) look).agent().isOn(first.versions().target())).isFalse();
        assertThat(transport.stop(first)).isEqualTo(StopOutcome.STOPPED);
    }

    @Test
    @DisplayName("does not confuse invocations of other servers or of the same one")
    void doesNotConfuseInvocations() {
        begin(first);
        assertThat(transport.look(second)).isInstanceOf(NotBegun.class);

        awaitEnd(first);

        assertThat(transport.look(second)).isInstanceOf(NotBegun.class);
        assertThat(transport.look(next)).isInstanceOf(NotBegun.class);
    }

    private static void assertPositive(Look look) {
        Duration pause = Duration.ofSeconds(1);
        if (look instanceof NotBegun notBegun && notBegun.lookAgainIn() != null) {
            pause = notBegun.lookAgainIn();
        } else if (look instanceof Alive alive && alive.lookAgainIn() != null) {
            pause = alive.lookAgainIn();
        }
        assertThat(pause).as("time of %s", look).isPositive();
    }
}
