package io.agentmaintenance.benchmarks;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.RefusalReason;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The summary line of 100 outcomes, ten of them refused, which needs all counts. */
@State(Scope.Benchmark)
public class AggregationBenchmark {
    private List<ItemOutcome> outcomes;

    /** Creates the outcomes. */
    @Setup
    public void setup() {
        CreateFleet fleet = CreateFleet.of(InvocationType.INSTALL, InvocationRequest.MAX_ITEMS);
        outcomes = fleet.maintenance().requests().create(fleet.request()).outcomes();
    }

    /** {@return the line of the domain} */
    @Benchmark
    public String summary() {
        return new BatchResult(outcomes).summary();
    }

    /** {@return the same line, from one loop with counters} */
    @Benchmark
    public String summaryFloor() {
        Map<RefusalReason, Integer> counts = new EnumMap<>(RefusalReason.class);
        int refused = 0;
        for (ItemOutcome outcome : outcomes) {
            if (outcome instanceof ItemOutcome.Refused item) {
                counts.merge(item.refusal().reason(), 1, Integer::sum);
                refused++;
            }
        }
        StringBuilder line = new StringBuilder(64);
        line.append(outcomes.size() - refused)
                .append(" of ")
                .append(outcomes.size())
                .append(" accepted");
        if (refused > 0) {
            line.append(", refused:");
            counts.forEach((reason, count) ->
                    line.append(' ').append(reason).append('=').append(count));
        }
        return line.toString();
    }
}
