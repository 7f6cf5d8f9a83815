package io.agentmaintenance.benchmarks;

import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A batch of 100 in a full memory store: histories read, tasks inserted, started and ended, while the 100 oldest are forgotten.
 * The floor uses two hash maps and a queue, which cannot provide a list.
 */
@State(Scope.Benchmark)
public class StoreWriteBenchmark {
    /** The number of finished tasks. */
    @Param({"10000", "1000000", "10000000"})
    int tasks = 10_000;

    private @Nullable StoreTasks series;
    private @Nullable InMemoryInvocationRepository store;
    private @Nullable Maps maps;
    private long next;

    // Created only where needed: ten million tasks twice would be too much for one heap.
    private StoreTasks series() {
        StoreTasks known = series;
        if (known == null) {
            known = new StoreTasks(tasks);
            series = known;
            next = tasks;
        }
        return known;
    }

    /** {@return the number of entries that the store has written} */
    @Benchmark
    public int write() {
        StoreTasks known = series();
        InMemoryInvocationRepository full = store;
        if (full == null) {
            full = known.stored();
            store = full;
        }
        next += StoreTasks.BATCH;
        return known.live(full, next - StoreTasks.BATCH);
    }

    /** {@return the number of entries that the maps have written} */
    @Benchmark
    public int writeFloor() {
        StoreTasks known = series();
        Maps full = maps;
        if (full == null) {
            full = new Maps(tasks);
            for (long number = 0; number < tasks; number += StoreTasks.BATCH) {
                full.live(known, number);
            }
            maps = full;
        }
        next += StoreTasks.BATCH;
        return full.live(known, next - StoreTasks.BATCH);
    }

    /** The floor. */
    private static final class Maps {
        private final int bound;
        private final Map<InvocationId, Invocation> byId = new HashMap<>();
        private final Map<InstanceId, Invocation> latest = new HashMap<>();
        private final Deque<Invocation> finished = new ArrayDeque<>();

        Maps(int bound) {
            this.bound = bound;
        }

        synchronized int live(StoreTasks series, long from) {
            List<Invocation> inserted = new ArrayList<>(StoreTasks.BATCH);
            for (long number = from; number < from + StoreTasks.BATCH; number++) {
                Invocation task = series.accepted(number);
                Invocation before = latest.get(task.instanceId());
                if ((before == null || !before.isActive()) && byId.putIfAbsent(task.id(), task) == null) {
                    latest.put(task.instanceId(), task);
                    inserted.add(task);
                }
            }
            List<Invocation> running = new ArrayList<>(inserted.size());
            for (Invocation task : inserted) {
                running.add(replaced(
                        task, task.start(task.createdAt(), Samples.WORKER).after()));
            }
            for (Invocation task : running) {
                finished.add(replaced(task, task.succeed(task.createdAt()).after()));
                if (finished.size() > bound) {
                    Invocation oldest = finished.remove();
                    byId.remove(oldest.id());
                    latest.remove(oldest.instanceId(), oldest);
                }
            }
            return inserted.size() + 2 * running.size();
        }

        private Invocation replaced(Invocation before, Invocation after) {
            Invocation stored = byId.replace(before.id(), after);
            if (stored == null || stored.revision() != before.revision()) {
                throw new IllegalStateException("the benchmark must be the only writer");
            }
            latest.put(after.instanceId(), after);
            return after;
        }
    }
}
