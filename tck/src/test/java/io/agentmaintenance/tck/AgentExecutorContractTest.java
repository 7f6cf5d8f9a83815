package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.ContractRun.Outcome;
import io.agentmaintenance.tck.ExecutorOnTrial.Trial;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the executor")
class AgentExecutorContractTest {
    static List<Mutant<Trial>> mutants() {
        return ExecutorMutants.all();
    }

    @AfterEach
    void restoreTheCorrectOne() {
        ExecutorOnTrial.trial = PlainExecutor::new;
    }

    @Test
    @DisplayName("accepts a correct executor, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(ExecutorOnTrial.class);
    }

    @Test
    @DisplayName(
            "accepts an executor that does all work during start, and skips only laws that then cannot be observed")
    void acceptsAnExecutorWithInstantWork() {
        ExecutorOnTrial.trial = AtOnce::new;

        List<Outcome> outcomes = ContractRun.of(ExecutorOnTrial.class);

        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.law().startsWith("Room."))
                .allMatch(outcome -> outcome.isPassed() || outcome.isSkipped());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Trial> mutant) {
        ExecutorOnTrial.trial = mutant.subject();
        mutant.assertCaughtBy(ExecutorOnTrial.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(ExecutorOnTrial.class, mutants());
    }

    /** Begins work as soon as it is handed over, and ends it immediately. */
    private static final class AtOnce extends PlainExecutor {
        AtOnce(ExecutorSetup setup, int room) {
            super(setup, room);
        }

        @Override
        void add(Invocation task) {
            super.add(task);
            Job job = jobs.get(task.id());
            job.due = setup.clock().instant();
        }

        @Override
        void run(Job job) {
            super.run(job);
            job.due = setup.clock().instant();
        }

        @Override
        public synchronized Set<InvocationId> start(List<Invocation> invocations) {
            Set<InvocationId> declined = super.start(invocations);
            carryOutDue();
            return declined;
        }
    }
}
