package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.Samples.PROJECT;

import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationPage;
import io.agentmaintenance.domain.InvocationQuery;
import io.agentmaintenance.domain.InvocationType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A page of 100 finished tasks, the newest or the oldest; the floor reads flat arrays that were indexed for this one filter. */
@State(Scope.Benchmark)
public class StoreListBenchmark {
    /** The number of finished tasks. */
    @Param({"10000", "1000000", "10000000"})
    int tasks = 10_000;

    /** Which page. */
    @Param({"first", "deepest"})
    String page = "first";

    /** Which tasks: all; the INSTALLs on bare metal servers; those of one server. */
    @Param({"none", "kind", "server"})
    String filter = "none";

    private StoreTasks series;
    private InvocationQuery query;
    private @Nullable InMemoryInvocationRepository store;
    private @Nullable Arrays arrays;

    /** Creates the query. */
    @Setup
    public void setup() {
        series = new StoreTasks(tasks);
        boolean kind = filter.equals("kind");
        long matching = filter.equals("none") ? tasks : kind ? tasks / 8 : tasks / series.servers();
        query = new InvocationQuery(
                PROJECT,
                filter.equals("server") ? series.server(7).id() : null,
                kind ? InstanceType.BMS : null,
                null,
                kind ? InvocationType.INSTALL : null,
                page.equals("first") ? 0 : Math.max(0, matching - InvocationQuery.MAX_LIMIT),
                InvocationQuery.MAX_LIMIT);
    }

    /** {@return the page of the store} */
    @Benchmark
    public InvocationPage list() {
        InMemoryInvocationRepository known = store;
        if (known == null) {
            known = series.stored();
            store = known;
        }
        return known.find(query);
    }

    /** {@return the page of the arrays} */
    @Benchmark
    public InvocationPage listFloor() {
        Arrays known = arrays;
        if (known == null) {
            known = new Arrays(series, query);
            arrays = known;
        }
        return known.find(query.offset(), query.limit());
    }

    /** The floor: the needed values of each task in flat arrays, and the indexes of the matching ones. */
    private static final class Arrays {
        private final StoreTasks series;
        private final long[] high;
        private final long[] low;
        private final long[] createdAt;
        private final int[] matching;

        Arrays(StoreTasks series, InvocationQuery query) {
            this.series = series;
            high = new long[series.count];
            low = new long[series.count];
            createdAt = new long[series.count];
            int[] numbers = new int[series.count];
            int count = 0;
            for (int number = 0; number < series.count; number++) {
                Invocation task = series.accepted(number);
                UUID id = UUID.fromString(task.id().value());
                high[number] = id.getMostSignificantBits();
                low[number] = id.getLeastSignificantBits();
                createdAt[number] = task.createdAt().toEpochMilli();
                if (query.matches(task)) {
                    numbers[count++] = number;
                }
            }
            matching = java.util.Arrays.copyOf(numbers, count);
        }

        synchronized InvocationPage find(long offset, int limit) {
            List<Invocation> page = new ArrayList<>(limit);
            for (long i = matching.length - 1 - offset; i >= 0 && page.size() < limit; i--) {
                page.add(read(matching[(int) i]));
            }
            return new InvocationPage(page, matching.length);
        }

        private Invocation read(int number) {
            InvocationId id = InvocationId.of(new UUID(high[number], low[number]).toString());
            Instant at = Instant.ofEpochMilli(createdAt[number]);
            return Samples.done(id, series.server(number), series.ordinal(number), series.type(number), at);
        }
    }
}
