package io.agentmaintenance.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** A table of medians, in Markdown; ratios are against the first server. */
final class Table {
    private Table() {}

    /** The figures of a load. Processor time comes first because it depends least on other load of the machine. */
    static String ofLoad(String load, Map<String, List<Row>> servers) {
        StringBuilder text = new StringBuilder("\n### load " + load + "\n\n"
                + "| server | CPU-s per 1k | CPU vs first | req/s | req/s vs first | p50 ms | p99 ms | RSS MiB | bytes | bad |\n"
                + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        List<Row> first = servers.values().iterator().next();
        servers.forEach((name, rows) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.4f | %.3f | %.0f | %.2f | %.2f | %.2f | %.0f | %.0f | %.0f |%n",
                name,
                median(rows, Row::cpu),
                median(rows, Row::cpu) / median(first, Row::cpu),
                median(rows, Row::perSecond),
                median(rows, Row::perSecond) / median(first, Row::perSecond),
                median(rows, Row::p50),
                median(rows, Row::p99),
                median(rows, Row::memory),
                median(rows, Row::bytes),
                rows.stream().mapToDouble(Row::bad).sum())));
        return text.toString();
    }

    /** The figures of the starts. */
    static String ofStarts(Map<String, List<Start>> servers) {
        StringBuilder text = new StringBuilder("""

                ### start, to the first answer

                | server | ms | ms vs first | CPU-s | RSS MiB | RSS vs first |
                |---|--:|--:|--:|--:|--:|
                """);
        List<Start> first = servers.values().iterator().next();
        servers.forEach((name, starts) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.3f | %.2f | %.0f | %.3f |%n",
                name,
                median(starts, Start::millis),
                median(starts, Start::millis) / median(first, Start::millis),
                median(starts, Start::cpu),
                median(starts, Start::memory),
                median(starts, Start::memory) / median(first, Start::memory))));
        return text.toString();
    }

    private static <T> double median(List<T> rows, ToDoubleFunction<T> figure) {
        double[] sorted = rows.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
