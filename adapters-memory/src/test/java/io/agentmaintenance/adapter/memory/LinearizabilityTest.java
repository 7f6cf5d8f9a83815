package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The in-memory task store, called by three threads at once,")
class LinearizabilityTest {
    // Not model checking: the checker reports the loop over the places of a chunk as an endless loop.
    private static StressOptions options() {
        return new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(30)
                .invocationsPerIteration(1000)
                .sequentialSpecification(StoreOperations.OfModel.class);
    }

    @Test
    @DisplayName("gives answers that a sequential model gives in some order of the calls")
    void isLinearizable() {
        options().check(StoreOperations.OfMemory.class);
    }

    @Test
    @DisplayName("is distinguished from a store that checks and writes in two steps")
    void detectsAStoreThatChecksAndWritesInTwoSteps() {
        // The conflicting calls are known, so the checker need not search for the shortest example.
        StressOptions options = options().invocationsPerIteration(300).minimizeFailedScenario(false);
        assertThatThrownBy(() -> options.check(StoreOperations.OfTwoSteps.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContainingAll("Invalid execution results", "insertFirst");
    }
}
