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
        Runnable mend = breaks();
        try {
            assertThatThrownBy(() -> transport.look(first)).isInstanceOf(PortException.class);
            assertThatThrownBy(() -> transport.begin(first)).isInstanceOf(PortException.class);
            assertThatThrownBy(() -> transport.stop(second)).isInstanceOf(PortException.class);
        } finally {
            mend.run();
        }
    }

    @Test
    @DisplayName("a failed begin may be repeated afterwards, and the work begins once")
    void beginsOnceAfterwards() {
        awaitReady(first);
        Runnable mend = breaks();
        try {
            assertThatThrownBy(() -> transport.begin(first)).isInstanceOf(PortException.class);
        } finally {
            mend.run();
        }

        assertThat(transport.begin(first)).isIn(BeginOutcome.BEGUN, BeginOutcome.BEGUN_BEFORE);

        assertThat(awaitEnd(first)).isEqualTo(new Succeeded());
        assertTouchedOnce(first);
    }

    @Test
    @DisplayName("running work continues, and its outcome is seen afterwards")
    void workGoesOn() {
        begin(first);
        Runnable mend = breaks();
        try {
            letASecondPass();
            assertThatThrownBy(() -> transport.look(first)).isInstanceOf(PortException.class);
        } finally {
            mend.run();
        }

        assertThat(awaitEnd(first)).isEqualTo(new Succeeded());
    }

    private Runnable breaks() {
        Optional<Runnable> mend = contract.breakConnection();
        Assumptions.assumeTrue(mend.isPresent(), "the servers can always be reached");
        return mend.get();
    }
}
