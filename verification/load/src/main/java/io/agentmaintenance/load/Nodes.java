package io.agentmaintenance.load;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how fast several servers on one database begin and end tasks together, and what they write for a task. */
@Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        description = {
            "Starts 1, 2 and 3 servers on one PostgreSQL, sends them batches of 100 tasks whose work takes no time,",
            "and prints how many tasks a second begin and end, and what the database writes for a task.",
            "Removes the schemas nodes_1, nodes_2, nodes_3 of the database first."
        })
final class Nodes implements Callable<Integer> {
    private static final int FIRST_PORT = 18_400;
    private static final int CONNECTIONS = 2;
    private static final Duration LONG = Duration.ofMinutes(10);

    @Option(
            names = "--database",
            required = true,
            paramLabel = "URL",
            description = "PostgreSQL database that nobody else uses, as a URL of JDBC with a user.")
    private String database = "";

    @Option(
            names = "--processes",
            split = ",",
            defaultValue = "1,2,3",
            description = "Numbers of servers. Default: ${DEFAULT-VALUE}.")
    private List<Integer> processes = List.of();

    @Option(names = "--batches", defaultValue = "200", description = "Measured batches. Default: ${DEFAULT-VALUE}.")
    private int batches;

    @Option(
            names = "--warm-up",
            defaultValue = "100",
            description = "Batches for each server before the measurement. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--java",
            defaultValue = "java",
            description = "Java command for the servers. Default: ${DEFAULT-VALUE}.")
    private String java = "java";

    private int run;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
        System.out.printf(
                "| servers | tasks | accepted/s | begun/s | ended/s | CPU ms of the servers | rows | commits | KB of log |%n"
                        + "|--:|--:|--:|--:|--:|--:|--:|--:|--:|%n");
        for (int count : processes) {
            measure(count);
        }
        System.out.println("\nCPU, rows, commits and write-ahead log: for each task.");
        return 0;
    }

    private void measure(int count) throws IOException, InterruptedException, ExecutionException, SQLException {
        String schema = "nodes_" + count;
        List<RunningServer> servers = new ArrayList<>();
        try (TaskTable tasks = new TaskTable(database, schema)) {
            tasks.dropSchema();
            try {
                Server server = OurServer.forNodes(database, schema);
                for (int i = 0; i < count; i++) {
                    servers.add(server.start(java, FIRST_PORT + i));
                }
                accept(servers, warmUp * count);
                tasks.awaitEndOfAll();
                TaskTable.Writes before = tasks.settledWrites();
                double cpuBefore = cpuMillis(servers);
                long first = tasks.last();
                accept(servers, batches);
                tasks.awaitEndOfAll();
                double cpu = cpuMillis(servers) - cpuBefore;
                for (RunningServer each : servers) {
                    each.close();
                }
                print(count, tasks.ratesAfter(first), cpu, tasks.writes().minus(before));
            } finally {
                for (RunningServer each : servers) {
                    each.close();
                }
            }
        }
    }

    private void print(int count, TaskTable.Rates rates, double cpu, TaskTable.Writes writes) throws IOException {
        if (rates.tasks() != batches * (long) Tasks.PAGE) {
            throw new IOException(rates.tasks() + " tasks succeeded instead of " + batches * (long) Tasks.PAGE);
        }
        double tasks = rates.tasks();
        System.out.printf(
                Locale.ROOT,
                "| %d | %d | %.0f | %.0f | %.0f | %.2f | %.1f | %.2f | %.1f |%n",
                count,
                rates.tasks(),
                tasks / rates.acceptedSeconds(),
                tasks / rates.begunSeconds(),
                tasks / rates.endedSeconds(),
                cpu / tasks,
                writes.rows() / tasks,
                writes.commits() / tasks,
                writes.logBytes() / tasks / 1000);
    }

    /** Sends batches to all servers at the same time, each its part. */
    private void accept(List<RunningServer> servers, int total)
            throws IOException, InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(servers.size());
        List<Future<Result>> parts = new ArrayList<>();
        for (int i = 0; i < servers.size(); i++) {
            int[] left = {total / servers.size() + (i < total % servers.size() ? 1 : 0)};
            int port = servers.get(i).port;
            Requests batches = BenchRequests.creating(Tasks.PAGE, run++);
            parts.add(threads.submit(() ->
                    Driver.closed(port, CONNECTIONS).run(() -> left[0]-- > 0 ? batches.next() : null, LONG)));
        }
        threads.shutdown();
        long good = 0;
        for (Future<Result> part : parts) {
            good += part.get().good.getTotalCount();
        }
        if (good != total) {
            throw new IOException("only " + good + " of " + total + " batches were accepted");
        }
    }

    private static double cpuMillis(List<RunningServer> servers) {
        return TimeUnit.NANOSECONDS.toMicros(servers.stream()
                        .mapToLong(server -> server.cpu().toNanos())
                        .sum())
                / 1e3;
    }
}
