package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The states of the servers that changed last: of at least so many, and of less than twice as many. In two maps, of which the elder
 * is dropped whole when the younger one is full, because to take one old entry out for each new one costs more than to put the
 * new one in. Benchmark: HttpCreateBenchmark. Thread-safe.
 */
final class ChangedStates {
    private final int atLeast;
    private Map<InstanceId, ServerState> younger = new HashMap<>();
    private Map<InstanceId, ServerState> elder = Map.of();

    ChangedStates(int atLeast) {
        this.atLeast = atLeast;
    }

    /** {@return the state of a server that changed lately, else null} */
    synchronized @Nullable ServerState of(InstanceId id) {
        ServerState state = younger.get(id);
        return state == null ? elder.get(id) : state;
    }

    synchronized void put(InstanceId id, ServerState state) {
        if (younger.size() == atLeast) {
            elder = younger;
            younger = new HashMap<>(2 * atLeast);
        }
        younger.put(id, state);
    }
}
