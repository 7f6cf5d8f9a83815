package io.agentmaintenance.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A table of medians, in Markdown; ratios are against the first server. */
final class Table {
    private Table() {}

    static String of(String load, Map<String, List<Row>> servers) {
        StringBuilder text = new StringBuilder("\n### load " + load + "\n\n"
                + "| server | req/s | p50 ms | p99 ms | CPU-s per 1k | CPU vs first | req/s vs first | bytes | RSS MiB | bad |\n"
                + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        List<Row> first = servers.values().iterator().next();
        servers.forEach((name, rows) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.2f | %.2f | %.4f | %.3f | %.2f | %.0f | %.0f | %.0f |%n",
                name,
                median(rows, Row::perSecond),
                median(rows, Row::p50),
                median(rows, Row::p99),
                median(rows, Row::cpu),
                median(rows, Row::cpu) / median(first, Row::cpu),
                median(rows, Row::perSecond) / median(first, Row::perSecond),
                median(rows, Row::bytes),
                median(rows, Row::memory),
                rows.stream().mapToDouble(Row::bad).sum())));
        return text.toString();
    }

    private static double median(List<Row> rows, ToDoubleFunction<Row> figure) {
        double[] sorted = rows.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
