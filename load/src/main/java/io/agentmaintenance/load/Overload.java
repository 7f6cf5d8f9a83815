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

/** Calls more often than there is capacity for, whether it is answered in time or not, and looks for what was accepted. */
@Command(
        name = "overload",
        mixinStandardHelpOptions = true,
        description = "Calls for several times the capacity of our server, and looks for what it has accepted.")
final class Overload implements Callable<Integer> {
    private static final int PORT = 18_400;
    // Answers with the newest tasks; older ones may have left the history, as they should.
    private static final int REMEMBERED = 90;
    private static final int REHEARSAL_SECONDS = 10;

    @Option(names = "--java", defaultValue = "java", description = "What starts the server. Default: ${DEFAULT-VALUE}.")
    private String java = "java";

    @Option(names = "--items", defaultValue = "100", description = "Servers per request. Default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--times",
            defaultValue = "4",
            description = "How often the capacity is called for, 1 or more; 0: by callers who come back at once."
                    + " Default: ${DEFAULT-VALUE}.")
    private double times;

    @Option(names = "--callers", defaultValue = "256", description = "Connections. Default: ${DEFAULT-VALUE}.")
    private int callers;

    @Option(names = "--seconds", defaultValue = "60", description = "How long. Default: ${DEFAULT-VALUE}.")
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
     * Does the same with another server, so that what calls is compiled for a crowd before it counts: it shares the machine. Last
     * of all, because calls from a few would have it compiled for them again.
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
                "from the first moment, with %d callers for %.0f s, %.0f/s: %.0f/s good (%.0f %% of the peak, p99 %.1f ms), "
                        + "%d turned away (p99 %.1f ms since due, %.1f since sent, longest %.1f and %.1f), statuses %s, %d bad%n",
                callers,
                result.seconds,
                result.perSecond(),
                result.goodPerSecond(),
                100 * result.goodPerSecond() / peak.goodPerSecond(),
                Result.millis(result.good, 99),
                result.turnedAway.getTotalCount(),
                Result.millis(result.turnedAway, 99),
                Result.millis(result.turnedAwaySinceSent, 99),
                Result.millis(result.turnedAway, 100),
                Result.millis(result.turnedAwaySinceSent, 100),
                result.statuses,
                result.bad());
    }

    private Result run(Driver driver, int run, int time, NavigableMap<String, String> newest) throws IOException {
        return driver.showing(answer -> {
                    if (answer.status() == 201) {
                        // By id, which begins with the time: answers come in another order than tasks were stored in.
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
