package io.agentmaintenance.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares servers: all run at the same time and take turns, so that other load on the machine affects all of them. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Compares this project's server with others, interleaved.",
            "Ratios are against the first server. Read CPU-s per 1k first: it depends least on what else runs."
        })
final class Compare implements Callable<Integer> {
    private static final int FIRST_PORT = 18_200;
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(10);

    @Parameters(
            paramLabel = "NAME",
            arity = "0..*",
            description = "Servers of the file to compare with ours. Default: all.")
    private List<String> names = List.of();

    @Option(names = "--servers", description = "File of other servers, one per line: name | URL | command.")
    private @Nullable Path servers;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "PostgreSQL database of our server, as a URL of JDBC. Default: it keeps everything in memory.")
    private @Nullable String database;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder of our server, instead of a database.")
    private @Nullable Path data;

    @Option(
            names = "--java",
            defaultValue = "java",
            description = "Java command for the servers. Default: ${DEFAULT-VALUE}.")
    private String java = "java";

    @Option(
            names = "--loads",
            split = ",",
            defaultValue = "1,100,list",
            description = "Items per request, list, or list?QUERY. Default: ${DEFAULT-VALUE}.")
    private List<String> loads = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "Runs of each load on each server. Default: 3.")
    private int rounds;

    @Option(names = "--forks", defaultValue = "2", description = "Number of starts of the servers. Default: 2.")
    private int forks;

    @Option(names = "--seconds", defaultValue = "6", description = "Length of a run. Default: 6.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "Seconds of the second warm-up. Default: 20.")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "8", description = "Connections. Default: 8.")
    private int connections;

    @Option(names = "--starts", defaultValue = "0", description = "Measure only this number of starts. Default: 0.")
    private int starts;

    private final Map<String, Map<String, List<Row>>> rows = new LinkedHashMap<>();
    private final Map<String, List<Start>> startsOf = new LinkedHashMap<>();
    private int run;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Server> chosen = new ArrayList<>();
        if (servers != null) {
            Server.read(servers).stream()
                    .filter(server -> names.isEmpty() || names.contains(server.name()))
                    .forEach(chosen::add);
        }
        chosen.add(OurServer.forBench(database, data));
        for (int fork = 0; fork < (starts > 0 ? starts : forks); fork++) {
            Map<String, RunningServer> up = new LinkedHashMap<>();
            try {
                for (int i = 0; i < chosen.size(); i++) {
                    RunningServer server = chosen.get(i).start(java, FIRST_PORT + i);
                    up.put(chosen.get(i).name(), server);
                    startsOf.computeIfAbsent(chosen.get(i).name(), s -> new ArrayList<>())
                            .add(Start.of(server));
                    if (starts > 0) {
                        server.close();
                    }
                }
                if (starts == 0) {
                    measure(up);
                }
            } finally {
                for (RunningServer server : up.values()) {
                    server.close();
                }
            }
        }
        rows.forEach((load, byServer) -> System.out.println(Table.ofLoad(load, byServer)));
        System.out.println(Table.ofStarts(startsOf));
        return 0;
    }

    private void measure(Map<String, RunningServer> up) throws IOException {
        for (RunningServer server : up.values()) {
            for (String load : loads) {
                run(server, load, FIRST_WARM_UP, 2);
            }
            for (String load : loads) {
                run(server, load, Duration.ofSeconds(warmUp), connections);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (String load : loads) {
                for (Map.Entry<String, RunningServer> server : up.entrySet()) {
                    Row row = run(server.getValue(), load, Duration.ofSeconds(seconds), connections);
                    System.err.println(load + " " + server.getKey() + " " + row);
                    keep(load, server.getKey(), row);
                }
            }
        }
    }

    private Row run(RunningServer server, String load, Duration time, int callers) throws IOException {
        run = (run + 1) % 65_536;
        Requests requests = load.startsWith("list")
                ? BenchRequests.listing("bench100", load.equals("list") ? "offset=0&limit=100" : load.substring(5))
                : BenchRequests.creating(Integer.parseInt(load), run);
        Duration before = server.cpu();
        Result result = Driver.closed(server.port, callers).run(requests, time);
        return Row.of(result, server.cpu().minus(before), server.residentMiB());
    }

    private void keep(String load, String server, Row row) {
        rows.computeIfAbsent(load, l -> new LinkedHashMap<>())
                .computeIfAbsent(server, s -> new ArrayList<>())
                .add(row);
    }
}
