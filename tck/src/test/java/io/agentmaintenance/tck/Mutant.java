package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.agentmaintenance.tck.ContractRun.Outcome;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A correct adapter with one added flaw, and the law that must detect it. */
record Mutant<S>(String law, String flaw, S subject) {
    // A race shows the flaw in most runs, but no single run can be forced to.
    private static final int MAX_RUNS = 10;

    // How long a thread may need to end. It is not a limit of speed.
    private static final long MAX_WAIT_MILLIS = 10_000;

    /** Checks that this law fails when it runs alone, in one of a few runs, and that none of its threads keeps running. */
    void assertCaughtBy(Class<?> contract) {
        Outcome outcome = ContractRun.of(contract, law);
        for (int run = 1; run < MAX_RUNS && outcome.isPassed(); run++) {
            outcome = ContractRun.of(contract, law);
        }
        assertThat(outcome.isFailed())
                .as("%s detects that the mutant %s: %s, uncaught: %s", law, flaw, outcome.result(), outcome.uncaught())
                .isTrue();
        assertNoThreadIsLeft();
    }

    // A thread that waits forever because of the flaw would slow down all following tests.
    private void assertNoThreadIsLeft() {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(Race.THREAD)) {
                assertThatNoException().isThrownBy(() -> thread.join(MAX_WAIT_MILLIS));
                assertThat(thread.isAlive())
                        .as("whether a thread is left after %s", law)
                        .isFalse();
            }
        }
    }

    /** Checks that a correct adapter passes every law and none is skipped. */
    static void assertAllPassed(Class<?> contract) {
        List<Outcome> outcomes = ContractRun.of(contract);
        assertThat(outcomes).isNotEmpty().allMatch(Outcome::isPassed);
    }

    /** Checks that there is a mutant for each law. */
    static <S> void assertEachLawHasAMutant(Class<?> contract, List<Mutant<S>> mutants) {
        Set<String> caught = mutants.stream().map(Mutant::law).collect(Collectors.toCollection(TreeSet::new));
        assertThat(caught).isEqualTo(ContractRun.laws(contract));
    }

    @Override
    public String toString() {
        return law + " detects a mutant that " + flaw;
    }
}
