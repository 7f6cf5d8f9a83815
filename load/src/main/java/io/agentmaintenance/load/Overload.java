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

    @Option(names = "--callers", defaultValue = "1500", description = "Connections. Default: ${DEFAULT-VALUE}.")
    private int callers;

    @Option(names = "--seconds", defaultValue = "60", description = "How long. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (RunningServer server = OurServer.forBench().start(java, PORT)) {
            run(Driver.closed(server.port, 8), 1, 20, new TreeMap<>());
            Result peak = run(Driver.closed(server.port, 8), 2, 10, new TreeMap<>());
            NavigableMap<String, String> newest = new TreeMap<>();
            Driver many = times > 0
                    ? Driver.open(server.port, callers, times * peak.goodPerSecond())
                    : Driver.closed(server.port, callers);
            Result beyond = run(many, 3, seconds, newest);
            Set<String> missing = missing(server, newest);
            double kept = beyond.goodPerSecond() / peak.goodPerSecond();
            System.out.printf(
                    Locale.ROOT,
                    "peak with 8 callers: %.0f/s%nwith %d callers for %d s, %.0f/s: %.0f/s good (%.0f %% of the peak, p99 %.1f ms), "
                            + "%d turned away (p99 %.1f ms since due, %.1f since sent, longest %.1f and %.1f), statuses %s, %d bad, %d of the newest lost%n",
                    peak.goodPerSecond(),
                    callers,
                    seconds,
                    beyond.perSecond(),
                    beyond.goodPerSecond(),
                    100 * kept,
                    Result.millis(beyond.good, 99),
                    beyond.turnedAway.getTotalCount(),
                    Result.millis(beyond.turnedAway, 99),
                    Result.millis(beyond.turnedAwaySinceSent, 99),
                    Result.millis(beyond.turnedAway, 100),
                    Result.millis(beyond.turnedAwaySinceSent, 100),
                    beyond.statuses,
                    beyond.bad(),
                    missing.size());
            return missing.isEmpty() && beyond.bad() == 0 ? 0 : 1;
        }
    }

    private Result run(Driver driver, int run, int time, NavigableMap<String, String> newest) throws IOException {
        return driver.showing(answer -> {
                    if (answer.status() == 201) {
                        // By id, which begins with the time: answers come in another order than tasks were stored in.
                        String body = answer.body();
                        Tasks.ids(body).findFirst().ifPresent(id -> newest.put(id, body));
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
