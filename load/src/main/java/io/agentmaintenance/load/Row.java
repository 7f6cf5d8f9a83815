package io.agentmaintenance.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * The figures of one run.
 *
 * @param perSecond good answers a second
 * @param p50 median time in milliseconds; of a start the time to the first answer
 * @param p99 99th percentile in milliseconds
 * @param cpu processor seconds of the server per 1,000 requests; of a start all of them
 * @param bytes bytes per answer
 * @param memory resident memory in MiB
 * @param bad answers that were not as wished
 */
record Row(double perSecond, double p50, double p99, double cpu, double bytes, double memory, double bad) {
    static Row of(Result result, Duration cpu, double memory) {
        double thousands = Math.max(1, result.good.getTotalCount()) / 1000.0;
        return new Row(
                result.goodPerSecond(),
                Result.millis(result.good, 50),
                Result.millis(result.good, 99),
                cpu.toNanos() / 1e9 / thousands,
                result.bytesPerAnswer(),
                memory,
                result.bad() + result.turnedAway.getTotalCount());
    }

    static Row ofStart(RunningServer server) throws IOException {
        double millis = server.toFirstAnswer.toNanos() / 1e6;
        return new Row(0, millis, millis, server.cpu().toNanos() / 1e9, 0, server.residentMiB(), 0);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%.0f/s p50 %.2f ms p99 %.2f ms, %.4f CPU-s per 1k, %.0f bytes, %.0f MiB, %.0f bad",
                perSecond,
                p50,
                p99,
                cpu,
                bytes,
                memory,
                bad);
    }
}
