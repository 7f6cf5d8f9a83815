package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.agentmaintenance.tck.ContractRun.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An adapter that is like a correct one but for one flaw, and the law that has to notice. */
record Mutant<S>(String law, String flaw, S subject) {
    // Until a thread that was told to end has ended; nothing is measured.
    private static final long PATIENCE_MILLIS = 10_000;

    /** Checks that the law fails, alone, by its name, and that none of its threads runs on. */
    void assertCaughtBy(Class<?> contract) {
        Outcome outcome = ContractRun.of(contract, law);
        assertThat(outcome.isFailed())
                .as("%s notices that it %s: %s", law, flaw, outcome.result())
                .isTrue();
        assertNobodyRunsOn();
    }

    // Whoever waits for what the flaw has kept from coming would take a processor from all tests that follow.
    private void assertNobodyRunsOn() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(Race.THREAD)) {
                assertThatNoException().isThrownBy(() -> thread.join(PATIENCE_MILLIS));
                assertThat(thread.isAlive())
                        .as("whether somebody runs on after %s", law)
                        .isFalse();
            }
        }
    }

    /** Checks that a correct adapter passes everything, and nothing is skipped. */
    static void assertAllPassed(Class<?> contract) {
        List<Outcome> outcomes = ContractRun.of(contract);
        assertThat(outcomes).isNotEmpty().allMatch(Outcome::isPassed);
    }

    /** Checks that each law has its twin, and a sentence of its own. */
    static <S> void assertEachLawHasATwin(Class<?> contract, List<Mutant<S>> twins) {
        Set<String> caught = twins.stream().map(Mutant::law).collect(Collectors.toCollection(TreeSet::new));
        assertThat(caught).isEqualTo(ContractRun.laws(contract));
    }

    @Override
    public String toString() {
        return law + " notices that it " + flaw;
    }
}
