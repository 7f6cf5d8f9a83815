package io.agentmaintenance.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

@DisplayName("The benchmarks")
class BenchmarksTest {
    @Test
    @DisplayName("end with a table that compares each with its floor")
    void endWithATable() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("AggregationBenchmark|CreateBenchmark")
                        .exclude("Http")
                        .param("type", "RETRY")
                        .param("items", "1")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .addProfiler(GCProfiler.class)
                        .addProfiler(CpuTime.class)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        List<String> table = Summary.of(results);

        String figures = "( \\| \\d+\\.\\d{3}){2} \\| \\d+\\.\\d{2}( \\| \\d+){2} \\| \\d+\\.\\d{2} \\|";
        assertThat(table).hasSize(4);
        assertThat(table.get(2)).matches("\\| AggregationBenchmark\\.summary" + figures);
        assertThat(table.get(3)).matches("\\| CreateBenchmark\\.create items=1 type=RETRY" + figures);
    }

    @Test
    @DisplayName("measure at most 500 bytes of heap for a finished task")
    void measuresTheHeapOfAFinishedTask() {
        assertThat(HeapPerTask.bytes(100_000, false)).isBetween(50L, 500L);
    }
}
