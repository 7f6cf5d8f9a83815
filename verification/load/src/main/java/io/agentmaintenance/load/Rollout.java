package io.agentmaintenance.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Updates the agents of a whole fleet through the API, 100 servers per request, until all tasks have ended. */
@Command(
        name = "rollout",
        mixinStandardHelpOptions = true,
        description = "Updates the agents of a fleet through the API, in batches of 100, until all tasks have ended.")
final class Rollout implements Callable<Integer> {
    private static final int PORT = 18_300;
    private static final int BAR = 50;
    private static final int PROBES_PER_SECOND = 200;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration TURN = Duration.ofMillis(500);

    @Option(names = "--servers", defaultValue = "1000000", description = "Size of the fleet, a multiple of 100.")
    private int servers;

    @Option(
            names = "--seconds",
            defaultValue = "50",
            description =
                    "In how many seconds all requests are sent; 0: one after the other, as fast as they are answered."
                            + " Default: ${DEFAULT-VALUE}, so that all ends within a minute.")
    private int seconds;

    @Option(
            names = "--java",
            defaultValue = "java",
            description = "Java command for the server. Default: ${DEFAULT-VALUE}.")
    private String java = "java";

    @Option(
            names = "--memory",
            defaultValue = "-Xmx1g",
            description = "Heap option of the server. Default: ${DEFAULT-VALUE}.")
    private String memory = "-Xmx1g";

    private long begin;
    private long accepted;
    private long ended;
    private int probes;

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (RunningServer server = OurServer.forRollout(servers, memory).start(java, PORT)) {
            probe(server, new AtomicBoolean(true), IDLE);
            Result idle = probe(server, new AtomicBoolean(true), IDLE);
            AtomicBoolean running = new AtomicBoolean(true);
            CompletableFuture<Result> busy = CompletableFuture.supplyAsync(() -> {
                try {
                    return probe(server, running, Duration.ofHours(1));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            begin = System.nanoTime();
            accept(server);
            double acceptedAfter = seconds();
            await(server);
            double seconds = seconds();
            running.set(false);
            System.err.println();
            System.out.printf(
                    Locale.ROOT,
                    "%d of %d servers updated in %.1f s (accepted after %.1f s), with %s; %.1f CPU-s, %.0f MiB resident%n"
                            + "batch-create for one server, p99: idle %.2f ms, during the rollout %.2f ms%n",
                    ended,
                    servers,
                    seconds,
                    acceptedAfter,
                    memory,
                    server.cpu().toNanos() / 1e9,
                    server.residentMiB(),
                    Result.millis(idle.good, 99),
                    Result.millis(busy.join().good, 99));
            return ended == servers ? 0 : 1;
        }
    }

    private void accept(RunningServer server) throws IOException {
        Requests updates = updates();
        long bad = 0;
        while (accepted < servers && bad == 0) {
            Driver driver = seconds == 0
                    ? Driver.closed(server.port, 2)
                    : Driver.open(server.port, 2, (double) servers / Tasks.PAGE / seconds);
            bad = driver.showing(answer -> accepted += Tasks.count(answer.body()))
                    .run(updates, TURN)
                    .bad();
            show("accepted", accepted);
        }
        if (accepted != servers) {
            throw new IOException("only " + accepted + " servers were accepted, and " + bad + " answers were bad");
        }
    }

    private Requests updates() {
        int[] next = {1};
        return () -> {
            if (next[0] > servers) {
                return null;
            }
            String ids = IntStream.range(next[0], next[0] + Tasks.PAGE)
                    .mapToObj(i -> "\"server-" + i + '"')
                    .collect(Collectors.joining(","));
            next[0] += Tasks.PAGE;
            String body = "{\"instance_ids\":[" + ids + "],\"invocation_type\":\"UPDATE\"}";
            return ByteBuffer.wrap(BenchRequests.request("POST", "/v3/rollout/agent-invocations/batch-create", body));
        };
    }

    /** Reads the list from the oldest page, and continues when a page has only succeeded tasks. */
    private void await(RunningServer server) throws IOException, InterruptedException {
        Tasks tasks = new Tasks(server.port, "rollout");
        while (ended < servers) {
            tasks.walk(servers - ended - Tasks.PAGE, -Tasks.PAGE, offset -> offset >= 0, page -> {
                boolean done = Tasks.succeeded(page) == Tasks.PAGE;
                ended += done ? Tasks.PAGE : 0;
                return done;
            });
            show("ended", ended);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Result probe(RunningServer server, AtomicBoolean running, Duration time) throws IOException {
        Requests creating = BenchRequests.creating(1, probes++);
        return Driver.open(server.port, 4, PROBES_PER_SECOND).run(() -> running.get() ? creating.next() : null, time);
    }

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private void show(String what, long count) {
        int filled = (int) (BAR * count / servers);
        String bar = "#".repeat(filled) + " ".repeat(BAR - filled);
        System.err.printf(Locale.ROOT, "\r%-8s [%s] %d of %d, %.0f s ", what, bar, count, servers, seconds());
    }
}
