package io.agentmaintenance.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The table at the end: each benchmark with its CPU time and garbage, and the ratios of both to the floor. */
final class Summary {
    private static final String FLOOR = "Floor";
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private Summary() {}

    static List<String> of(Collection<RunResult> results) {
        Map<String, List<RunResult>> byName = new TreeMap<>();
        for (RunResult result : results) {
            byName.computeIfAbsent(name(result), name -> new ArrayList<>()).add(result);
        }
        List<String> lines = new ArrayList<>();
        lines.add("| benchmark | CPU us | floor | ratio | bytes | floor | ratio |");
        lines.add("|---|--:|--:|--:|--:|--:|--:|");
        byName.forEach((name, runs) -> {
            List<RunResult> floor = byName.get(name.replaceFirst("(?= |$)", FLOOR));
            if (floor != null) {
                lines.add("| " + name
                        + compared(median(runs, CpuTime.LABEL), median(floor, CpuTime.LABEL), "%.3f")
                        + compared(median(runs, GARBAGE), median(floor, GARBAGE), "%.0f")
                        + " |");
            }
        });
        return lines;
    }

    private static String compared(double value, double floor, String format) {
        return String.format(Locale.ROOT, " | " + format + " | " + format + " | %.2f", value, floor, value / floor);
    }

    /** The method with its class, and then the parameters: {@code StoreListBenchmark.list page=first tasks=10000}. */
    private static String name(RunResult result) {
        BenchmarkParams params = result.getParams();
        String[] parts = params.getBenchmark().split("\\.", -1);
        StringBuilder name = new StringBuilder(parts[parts.length - 2] + "." + parts[parts.length - 1]);
        for (String key : params.getParamsKeys()) {
            name.append(' ').append(key).append('=').append(params.getParam(key));
        }
        return name.toString();
    }

    private static double median(List<RunResult> runs, String label) {
        double[] values =
                runs.stream().mapToDouble(run -> figure(run, label)).sorted().toArray();
        return values[values.length / 2];
    }

    private static double figure(RunResult run, String label) {
        for (Map.Entry<String, ?> secondary : run.getSecondaryResults().entrySet()) {
            // Some versions of JMH add a leading dot.
            if (secondary.getKey().endsWith(label) && secondary.getValue() instanceof Result<?> result) {
                return result.getScore();
            }
        }
        return Double.NaN;
    }
}
