package io.agentmaintenance.load;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends more requests than our server has capacity for, and checks that it has stored what it accepted. */
@Command(
        name = "overload",
        mixinStandardHelpOptions = true,
        description =
                "Sends more requests than our server has capacity for, and checks that it has stored what it accepted.")
final class Overload implements Callable<Integer> {
    private static final int PORT = 18_400;
    // How many of the newest responses are checked; the tasks of older ones may have left the history.
    private static final int REMEMBERED = 90;
    private static final int REHEARSAL_SECONDS = 10;

    @Option(
            names = "--java",
            defaultValue = "java",
            description = "Java command for the server. Default: ${DEFAULT-VALUE}.")
    private String java = "java";

    @Option(names = "--items", defaultValue = "100", description = "Servers per request. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--times",
            defaultValue = "0",
            description =
                    "0: each caller sends its next request when it has a response. 1 or more: so many times the rate"
                            + " that 8 callers reach. Default: ${DEFAULT-VALUE}.")
    private double times;

    @Option(names = "--callers", defaultValue = "2000", description = "Connections. Default: ${DEFAULT-VALUE}.")
    private int callers;

    @Option(names = "--seconds", defaultValue = "60", description = "Duration. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (RunningServer server = OurServer.forBench().start(java, PORT)) {
            run(Driver.closed(server.port, 8), 1, 20, new TreeMap<>());
            Result peak = run(Driver.closed(server.port, 8), 2, 10, new TreeMap<>());
            System.out.printf(Locale.ROOT, "peak with 8 callers: %.0f/s%n", peak.goodPerSecond());
            rehearse(peak);
            NavigableMap<String, String> newest = new TreeMap<>();
            Result beyond = run(many(server, peak), 3, seconds, newest);
            show(beyond, peak);
            Set<String> missing = missing(server, newest);
            System.out.printf(Locale.ROOT, "%d of the newest lost%n", missing.size());
            return missing.isEmpty() && beyond.bad() == 0 ? 0 : 1;
        }
    }

    /**
     * Warms up the load generator with another server: it shares the machine with the measured server, so it must be compiled
     * before.
     */
    private void rehearse(Result peak) throws IOException, InterruptedException {
        try (RunningServer other = OurServer.forBench().start(java, PORT + 1)) {
            run(many(other, peak), 4, REHEARSAL_SECONDS, new TreeMap<>());
        }
    }

    private Driver many(RunningServer server, Result peak) {
        return times > 0
                ? Driver.open(server.port, callers, times * peak.goodPerSecond())
                : Driver.closed(server.port, callers);
    }

    private void show(Result result, Result peak) {
        System.out.printf(
                Locale.ROOT,
                "with %d callers for %.0f s, %.0f/s: %.0f/s good (%.0f %% of the peak, p50 %.1f ms, p99 %.1f ms), "
                        + "%d rejected (p99 %.1f ms since due, %.1f since sent, longest %.1f and %.1f), statuses %s, %d bad%n",
                callers,
                result.seconds,
                result.perSecond(),
                result.goodPerSecond(),
                100 * result.goodPerSecond() / peak.goodPerSecond(),
                Result.millis(result.good, 50),
                Result.millis(result.good, 99),
                result.rejected.getTotalCount(),
                Result.millis(result.rejected, 99),
                Result.millis(result.rejectedSinceSent, 99),
                Result.millis(result.rejected, 100),
                Result.millis(result.rejectedSinceSent, 100),
                result.statuses,
                result.bad());
    }

    private Result run(Driver driver, int run, int time, NavigableMap<String, String> newest) throws IOException {
        return driver.showing(answer -> {
                    if (answer.status() == 201) {
                        // Sorted by id, which begins with the time: answers arrive in another order than tasks are
                        // stored.
                        String body = answer.body();
                        Tasks.firstId(body).ifPresent(id -> newest.put(id, body));
                        if (newest.size() > REMEMBERED) {
                            newest.pollFirstEntry();
                        }
                    }
                })
                .run(BenchRequests.creating(items, run), Duration.ofSeconds(time));
    }

    private Set<String> missing(RunningServer server, NavigableMap<String, String> newest) throws IOException {
        Set<String> missing = new HashSet<>();
        newest.values().forEach(body -> Tasks.ids(body).forEach(missing::add));
        new Tasks(server.port, "bench" + items).walk(0, Tasks.PAGE, offset -> offset < 10_000, page -> {
            Tasks.ids(page).forEach(missing::remove);
            return !missing.isEmpty();
        });
        return missing;
    }
}
