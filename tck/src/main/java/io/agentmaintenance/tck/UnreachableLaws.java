package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Succeeded;
import io.agentmaintenance.application.port.out.PortException;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of a transport that cannot reach its servers for a while. */
abstract class UnreachableLaws extends TransportLaws {
    UnreachableLaws(AgentTransportContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("every method throws PortException")
    void throwsPortException() {
        Runnable repair = breakConnection();
        try {
            assertThatThrownBy(() -> transport.look(first)).isInstanceOf(PortException.class);
            assertThatThrownBy(() -> transport.begin(first)).isInstanceOf(PortException.class);
            assertThatThrownBy(() -> transport.stop(second)).isInstanceOf(PortException.class);
        } finally {
            repair.run();
        }
    }

    @Test
    @DisplayName("a failed begin may be repeated afterwards, and the work begins once")
    void beginsOnceAfterwards() {
        awaitReady(first);
        Runnable repair = breakConnection();
        try {
            assertThatThrownBy(() -> transport.begin(first)).isInstanceOf(PortException.class);
        } finally {
            repair.run();
        }

        assertThat(transport.begin(first)).isIn(BeginOutcome.BEGUN, BeginOutcome.BEGUN_BEFORE);

        assertThat(awaitEnd(first)).isEqualTo(new Succeeded());
        assertTouchedOnce(first);
    }

    @Test
    @DisplayName("running work continues, and its outcome is seen afterwards")
    void workGoesOn() {
        begin(first);
        Runnable repair = breakConnection();
        try {
            letASecondPass();
            assertThatThrownBy(() -> transport.look(first)).isInstanceOf(PortException.class);
        } finally {
            repair.run();
        }

        assertThat(awaitEnd(first)).isEqualTo(new Succeeded());
    }

    private Runnable breakConnection() {
        Optional<Runnable> repair = contract.breakConnection();
        Assumptions.assumeTrue(repair.isPresent(), "the servers can always be reached");
        return repair.get();
    }
}
