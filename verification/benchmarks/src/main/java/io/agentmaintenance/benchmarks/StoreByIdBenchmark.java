package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.Samples.PROJECT;

import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One task by its id; the floor is a hash map of the tasks alone, without a lock. */
@State(Scope.Benchmark)
public class StoreByIdBenchmark {
    private static final int ASKED = 1 << 12;
    // Odd, so that the chosen tasks are spread over the whole store.
    private static final long STRIDE = 7_919;

    /** The number of finished tasks. */
    @Param({"10000", "1000000", "10000000"})
    int tasks = 10_000;

    private final InvocationId[] asked = new InvocationId[ASKED];
    private StoreTasks series;
    private @Nullable InMemoryInvocationRepository store;
    private @Nullable Map<InvocationId, Invocation> map;
    private int next;

    /** Chooses the tasks to look up. */
    @Setup
    public void setup() {
        series = new StoreTasks(tasks);
        for (int i = 0; i < ASKED; i++) {
            asked[i] = Samples.task(i * STRIDE % tasks);
        }
    }

    /** {@return the tasks from the store} */
    @Benchmark
    public @Nullable Invocation byId() {
        InMemoryInvocationRepository known = store;
        if (known == null) {
            known = series.stored();
            store = known;
        }
        InvocationId id = asked[next++ & ASKED - 1];
        return known.findAll(PROJECT, List.of(id)).get(id);
    }

    /** {@return the tasks from the map} */
    @Benchmark
    public @Nullable Invocation byIdFloor() {
        Map<InvocationId, Invocation> known = map;
        if (known == null) {
            known = new HashMap<>(tasks * 2);
            for (long number = 0; number < tasks; number++) {
                Invocation task = Samples.succeeded(series.accepted(number));
                known.put(task.id(), task);
            }
            map = known;
        }
        return known.get(asked[next++ & ASKED - 1]);
    }
}
