package io.agentmaintenance;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the maintenance works, as a {@link HealthProbe} found it. Immutable.
 *
 * @param problems what is wrong, as sentences for the operator without secrets; empty if nothing is
 * @param activeTasks how many invocations are PENDING or RUNNING in all projects; null while the store does not answer
 * @param supervisionAge the time since supervision last ran to its end; null if it has not run yet
 */
public record Health(
        List<String> problems,
        @Nullable Long activeTasks,
        @Nullable Duration supervisionAge) {
    /** Copies the list. */
    public Health {
        problems = List.copyOf(problems);
    }

    /** {@return whether nothing is wrong} */
    public boolean isUp() {
        return problems.isEmpty();
    }
}
