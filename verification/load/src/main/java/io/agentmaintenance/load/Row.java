package io.agentmaintenance.load;

import java.time.Duration;
import java.util.Locale;

/**
 * The figures of one run.
 *
 * @param cpu processor seconds of the server per 1,000 requests
 * @param perSecond successful answers per second
 * @param p50 median time in milliseconds
 * @param p99 99th percentile in milliseconds
 * @param bytes bytes per answer
 * @param memory resident memory in MiB
 * @param bad unexpected answers
 */
record Row(double cpu, double perSecond, double p50, double p99, double bytes, double memory, double bad) {
    static Row of(Result result, Duration cpu, double memory) {
        double thousands = Math.max(1, result.good.getTotalCount()) / 1000.0;
        return new Row(
                cpu.toNanos() / 1e9 / thousands,
                result.goodPerSecond(),
                Result.millis(result.good, 50),
                Result.millis(result.good, 99),
                result.bytesPerAnswer(),
                memory,
                result.bad() + result.rejected.getTotalCount());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.4f CPU-s per 1k, %.0f/s, p50 %.2f ms, p99 %.2f ms, %.0f bytes, %.0f MiB, %.0f bad",
                cpu,
                perSecond,
                p50,
                p99,
                bytes,
                memory,
                bad);
    }
}
