package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.tck.ContractRun.Outcome;
import io.agentmaintenance.tck.RepositoryOnTrial.Trial;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the repository")
class InvocationRepositoryContractTest {
    static List<Mutant<Trial>> mutants() {
        return Stream.of(
                        WriteMutants.all(),
                        RepeatMutants.all(),
                        ReadMutants.all(),
                        SupervisionMutants.all(),
                        RoundTripMutants.all(),
                        ProjectMutants.all(),
                        BoundMutants.all(),
                        FailureMutants.all())
                .flatMap(List::stream)
                .toList();
    }

    @AfterEach
    void restoreTheCorrectOne() {
        RepositoryOnTrial.trial = Trial.of(PlainRepository::new);
    }

    @Test
    @DisplayName("accepts a correct repository, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(RepositoryOnTrial.class);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Trial> mutant) {
        RepositoryOnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(RepositoryOnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(RepositoryOnTrial.class, mutants());
    }

    @Test
    @DisplayName("has a sentence of its own for each law")
    void hasASentenceForEachLaw() {
        List<Outcome> outcomes = ContractRun.of(RepositoryOnTrial.class);

        assertThat(outcomes).allMatch(outcome -> outcome.sentence().contains(" "));
        assertThat(outcomes).extracting(Outcome::sentence).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("skips exactly the laws about bound, outage and round trips for a repository without these")
    void skipsOptionalLaws() {
        List<Outcome> outcomes = ContractRun.of(Simple.class);

        assertThat(outcomes).filteredOn(outcome -> !outcome.isSkipped()).allMatch(Outcome::isPassed);
        assertThat(outcomes)
                .filteredOn(Outcome::isSkipped)
                .extracting(Outcome::law)
                .containsExactlyInAnyOrder(
                        "Bound.forgetsTheOldestFinished",
                        "Bound.neverForgetsAnActiveOne",
                        "Bound.forgetsInEveryAnswer",
                        "Bound.acceptsAfterForgetting",
                        "Bound.countsEachEndOnce",
                        "Bound.forgetsTheLastChange",
                        "Bound.refusesChangesOfTheForgotten",
                        "Core.refusesWhileTheStoreIsBroken",
                        "Core.acceptsWithAConstantNumberOfRoundTrips",
                        "Trouble.throwsPortExceptionWhileBroken",
                        "Trouble.worksAgainAfterARepair",
                        "Trouble.makesAConstantNumberOfRoundTrips");
    }

    static class Simple extends InvocationRepositoryContract {
        @Override
        protected InvocationRepository emptyRepository() {
            return new PlainRepository();
        }
    }
}
