package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Called by three threads at once, the task store in memory")
class LinearizabilityTest {
    // Not model checking: it takes the walk over the places of a chunk for a loop that never ends.
    private static StressOptions options() {
        return new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .iterations(30)
                .invocationsPerIteration(1000)
                .sequentialSpecification(StoreOperations.OfModel.class);
    }

    @Test
    @DisplayName("answers as the model does if the calls come one after the other in some order")
    void linearizable() {
        options().check(StoreOperations.OfMemory.class);
    }

    @Test
    @DisplayName("would be caught if it looked first and stored then")
    void twin() {
        // Which calls clash is known, so the time to find the fewest that do is saved.
        StressOptions options = options().invocationsPerIteration(300).minimizeFailedScenario(false);
        assertThatThrownBy(() -> options.check(StoreOperations.OfTwin.class))
                .isInstanceOf(LincheckAssertionError.class)
                .hasMessageContainingAll("Invalid execution results", "insertFirst");
    }
}
