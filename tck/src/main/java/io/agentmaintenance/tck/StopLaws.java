package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.AgentTransport.Alive;
import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Failed;
import io.agentmaintenance.application.port.out.AgentTransport.StopOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Succeeded;
import io.agentmaintenance.domain.Invocation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code stop}. */
abstract class StopLaws extends TransportLaws {
    private static final int SERVERS = 20;
    private static final int TEN_MINUTES = 600;

    StopLaws(AgentTransportContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("returns STOPPED for work that has not begun, and every later begin is REFUSED")
    void preventsALaterBegin() {
        awaitReady(first);

        assertThat(transport.stop(first)).isEqualTo(StopOutcome.STOPPED);

        assertThat(transport.begin(first)).isEqualTo(BeginOutcome.REFUSED);
        letASecondPass();
        assertThat(transport.begin(first)).isEqualTo(BeginOutcome.REFUSED);
        assertThat(transport.look(first)).isNotInstanceOfAny(Alive.class, Succeeded.class);
        assertUntouched(first);
    }

    @Test
    @DisplayName("prevents a later begin by another process")
    void preventsABeginOfAnotherProcess() {
        awaitReady(first);

        assertThat(transport.stop(first)).isEqualTo(StopOutcome.STOPPED);

        assertThat(otherProcess().begin(first)).isEqualTo(BeginOutcome.REFUSED);
        assertUntouched(first);
    }

    @Test
    @DisplayName("leaves nothing running if it returns STOPPED, and lets the work end if it returns GOES_ON")
    void leavesNothingRunning() {
        begin(first);

        StopOutcome outcome = transport.stop(first);

        if (outcome == StopOutcome.STOPPED) {
            for (int second = 0; second < TEN_MINUTES; second++) {
                assertThat(transport.look(first)).isNotInstanceOfAny(Alive.class, Succeeded.class);
                letASecondPass();
            }
        } else {
            assertThat(awaitEnd(first)).isInstanceOfAny(Succeeded.class, Failed.class);
        }
        assertThat(transport.begin(first)).isNotEqualTo(BeginOutcome.BEGUN);
        assertTouchedOnce(first);
    }

    @Test
    @DisplayName("returns DONE for ended work, and keeps the outcome")
    void returnsDoneAfterTheEnd() {
        begin(first);
        awaitEnd(first);

        assertThat(transport.stop(first)).isEqualTo(StopOutcome.DONE);

        assertThat(transport.look(first)).isEqualTo(new Succeeded());
    }

    @Test
    @DisplayName("returns STOPPED again for stopped work")
    void returnsStoppedAgain() {
        awaitReady(first);

        assertThat(transport.stop(first)).isEqualTo(StopOutcome.STOPPED);

        assertThat(transport.stop(first)).isEqualTo(StopOutcome.STOPPED);
        assertThat(otherProcess().stop(first)).isEqualTo(StopOutcome.STOPPED);
    }

    @Test
    @DisplayName("does not affect other tasks, on other servers or on the same one")
    void leavesOthersAlone() {
        begin(second);

        transport.stop(first);

        begin(next);
        assertThat(awaitEnd(second)).isEqualTo(new Succeeded());
        assertThat(awaitEnd(next)).isEqualTo(new Succeeded());
    }

    @Test
    @DisplayName("at the same time as begin, the work begins and is stopped or ends, or it never begins")
    void decidesARaceWithBegin() {
        for (int server = 1; server <= SERVERS; server++) {
            Invocation invocation = Invocations.install("race-" + server, String.format("web-%04d", server));
            awaitReady(invocation);

            List<Enum<?>> outcomes =
                    Race.of(2, thread -> thread == 0 ? transport.begin(invocation) : transport.stop(invocation));

            if (outcomes.get(0) == BeginOutcome.BEGUN) {
                assertTouchedOnce(invocation);
            } else {
                assertThat(outcomes.get(0)).isEqualTo(BeginOutcome.REFUSED);
                assertUntouched(invocation);
            }
            if (outcomes.get(1) == StopOutcome.STOPPED) {
                assertThat(transport.look(invocation)).isNotInstanceOfAny(Alive.class, Succeeded.class);
            }
        }
    }
}
