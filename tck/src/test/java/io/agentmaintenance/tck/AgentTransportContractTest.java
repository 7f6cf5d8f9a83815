package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.ContractRun.Outcome;
import io.agentmaintenance.tck.PlainTransport.Servers;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the transport")
class AgentTransportContractTest {
    static List<Mutant<Function<Servers, PlainTransport>>> mutants() {
        return TransportMutants.all();
    }

    @AfterEach
    void restoreTheCorrectOne() {
        TransportOnTrial.trial = PlainTransport::new;
    }

    @Test
    @DisplayName("accepts a correct transport, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(TransportOnTrial.class);
    }

    @Test
    @DisplayName("accepts a transport whose work cannot be stopped")
    void acceptsATransportThatCannotStop() {
        TransportOnTrial.trial = Unstoppable::new;

        List<Outcome> outcomes = ContractRun.of(TransportOnTrial.class);

        assertThat(outcomes).isNotEmpty().allMatch(outcome -> outcome.isPassed() || outcome.isSkipped());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Function<Servers, PlainTransport>> mutant) {
        TransportOnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(TransportOnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(TransportOnTrial.class, mutants());
    }

    /** Never stops begun work. */
    private static final class Unstoppable extends PlainTransport {
        Unstoppable(Servers servers) {
            super(servers);
        }

        @Override
        public StopOutcome stop(Invocation invocation) {
            synchronized (servers) {
                boolean underWay = run(invocation) != null && look(invocation) instanceof Alive;
                return underWay ? StopOutcome.GOES_ON : super.stop(invocation);
            }
        }
    }
}
