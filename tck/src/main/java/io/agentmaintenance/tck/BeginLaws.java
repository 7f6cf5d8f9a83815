package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.AgentTransport.BeginOutcome;
import io.agentmaintenance.domain.Invocation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The laws of {@code begin}. */
abstract class BeginLaws extends TransportLaws {
    private static final int THREADS = 8;
    private static final int SERVERS = 20;

    BeginLaws(AgentTransportContract contract) {
        super(contract);
    }

    @Test
    @DisplayName("begins work once, however often it is called, also after its end")
    void beginsOnce() {
        begin(first);
        assertThat(transport.begin(first)).isEqualTo(BeginOutcome.BEGUN_BEFORE);

        awaitEnd(first);

        assertThat(transport.begin(first)).isEqualTo(BeginOutcome.BEGUN_BEFORE);
        assertTouchedOnce(first);
    }

    @Test
    @DisplayName("begins work once in two processes, as after a crash")
    void beginsOnceInTwoProcesses() {
        begin(first);

        assertThat(otherProcess().begin(first)).isEqualTo(BeginOutcome.BEGUN_BEFORE);
        awaitEnd(first);
        assertThat(otherProcess().begin(first)).isEqualTo(BeginOutcome.BEGUN_BEFORE);
        assertTouchedOnce(first);
    }

    @Test
    @DisplayName("begins work once when 8 threads call it at once")
    void beginsOnceUnderThreads() {
        for (int server = 1; server <= SERVERS; server++) {
            Invocation invocation = Invocations.install("race-" + server, String.format("web-%04d", server));
            awaitReady(invocation);

            List<BeginOutcome> outcomes = Race.of(THREADS, thread -> transport.begin(invocation));

            assertThat(outcomes).containsOnlyOnce(BeginOutcome.BEGUN);
            assertThat(Collections.frequency(outcomes, BeginOutcome.BEGUN_BEFORE))
                    .isEqualTo(THREADS - 1);
            assertTouchedOnce(invocation);
        }
    }

    @Test
    @DisplayName("brings each server to the pinned target of its invocation")
    void bringsEachToItsTarget() {
        Invocation old = Invocations.invocation("t-old", "web-0003")
                .versions(null, "2.4.1")
                .build();
        begin(first);
        begin(old);
        awaitEnd(first);
        awaitEnd(old);

        assertTouchedOnce(first);
        assertTouchedOnce(old);
    }

    @Test
    @DisplayName("begins a later invocation of the same server")
    void beginsLaterWorkOfTheSameServer() {
        begin(first);
        awaitEnd(first);

        begin(next);
        awaitEnd(next);

        assertTouchedOnce(first);
        assertTouchedOnce(next);
    }
}
