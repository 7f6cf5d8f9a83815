package io.agentmaintenance.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.tck.ContractRun.Outcome;
import io.agentmaintenance.tck.ExecutorUnderTest.Trial;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The contract of the executor")
class AgentExecutorContractTest {
    static List<Mutant<Trial>> twins() {
        return ExecutorMutants.all();
    }

    @AfterEach
    void restoreTheCorrectOne() {
        ExecutorUnderTest.trial = PlainExecutor::new;
    }

    @Test
    @DisplayName("accepts a correct executor, with every law")
    void acceptsACorrectOne() {
        Mutant.assertAllPassed(ExecutorUnderTest.class);
    }

    @Test
    @DisplayName(
            "accepts an executor that does all work during start, and skips only laws that then cannot be observed")
    void acceptsAnExecutorWithInstantWork() {
        ExecutorUnderTest.trial = AtOnce::new;

        List<Outcome> outcomes = ContractRun.of(ExecutorUnderTest.class);

        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.law().startsWith("Room."))
                .noneMatch(Outcome::isFailed);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twins")
    @DisplayName("detects each mutant")
    void detectsTheMutant(Mutant<Trial> twin) {
        ExecutorUnderTest.trial = twin.subject();
        twin.assertCaughtBy(ExecutorUnderTest.class);
    }

    @Test
    @DisplayName("has a mutant for each law")
    void hasAMutantForEachLaw() {
        Mutant.assertEachLawHasAMutant(ExecutorUnderTest.class, twins());
    }

    /** Begins work as soon as it is handed over, and ends it immediately. */
    private static final class AtOnce extends PlainExecutor {
        AtOnce(ExecutorSetup workplace, int room) {
            super(workplace, room);
        }

        @Override
        void add(Invocation task) {
            super.add(task);
            Job job = jobs.get(task.id());
            job.due = workplace.clock().instant();
        }

        @Override
        void run(Job job) {
            super.run(job);
            job.due = workplace.clock().instant();
        }

        @Override
        public synchronized Set<InvocationId> start(List<Invocation> invocations) {
            Set<InvocationId> declined = super.start(invocations);
            carryOutDue();
            return declined;
        }
    }
}
