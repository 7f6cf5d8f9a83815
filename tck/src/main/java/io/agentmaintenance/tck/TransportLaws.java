package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.application.port.out.AgentTransport.Alive;
import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.application.port.out.AgentTransport.Look;
import io.agentmaintenance.application.port.out.AgentTransport.NotBegun;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Common parts of the laws of the transport: servers, a clock, and looks until the work has ended. */
abstract class TransportLaws {
    private static final int SERVERS = 100;
    private static final int LIMIT_SECONDS = 600;

    final AgentTransportContract contract;
    final SettableClock clock = SettableClock.at(Invocations.NOON);
    final Invocation first = Invocations.install("t-1", "web-0001");
    final Invocation second = Invocations.install("t-2", "web-0002");
    /** A later invocation on the instance of the first one. */
    final Invocation next = Invocations.invocation("t-3", "web-0001")
            .ordinal(2)
            .createdAt(Invocations.NOON.plusMillis(1))
            .build();

    // Set before each test.
    @SuppressWarnings("NullAway.Init")
    AgentTransport transport;

    TransportLaws(AgentTransportContract contract) {
        this.contract = contract;
    }

    @BeforeEach
    void connect() {
        transport = contract.transport(Instances.fleet(SERVERS), clock);
    }

    final AgentTransport otherProcess() {
        return contract.transportOfAnotherProcess();
    }

    /** Waits until the servers accept the work of an invocation. */
    final void awaitReady(Invocation invocation) {
        for (int second = 0; second < LIMIT_SECONDS && isToWait(transport.look(invocation)); second++) {
            letASecondPass();
        }
    }

    /** Begins the work of an invocation as soon as its server accepts it. */
    final void begin(Invocation invocation) {
        awaitReady(invocation);
        assertThat(transport.begin(invocation)).isEqualTo(BeginOutcome.BEGUN);
    }

    /** Lets time pass until the work of an invocation has ended, and returns the last look. */
    final Look awaitEnd(Invocation invocation) {
        Look look = transport.look(invocation);
        for (int second = 0; second < LIMIT_SECONDS && look instanceof Alive; second++) {
            letASecondPass();
            look = transport.look(invocation);
        }
        return look;
    }

    final void letASecondPass() {
        contract.pass(clock, Duration.ofSeconds(1));
    }

    final List<AgentVersion> touches(Invocation invocation) {
        return contract.touches(invocation);
    }

    final void assertTouchedOnce(Invocation invocation) {
        assertThat(touches(invocation))
                .as("touches of %s", invocation.id())
                .containsExactly(invocation.versions().target());
    }

    final void assertUntouched(Invocation invocation) {
        assertThat(touches(invocation)).as("touches of %s", invocation.id()).isEmpty();
    }

    private static boolean isToWait(Look look) {
        return look instanceof NotBegun notBegun && notBegun.lookAgainIn() != null;
    }
}
