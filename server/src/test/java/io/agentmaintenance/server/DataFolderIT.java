package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The runnable jar with a data folder")
class DataFolderIT {
    private static final int ROUNDS = Integer.getInteger("am.crashes", 2);
    private static final int CALLERS = 4;
    private static final int BATCHES_BEFORE_THE_KILL = 12;
    private static final Pattern ACCEPTED =
            Pattern.compile("\"ret_status\":\"successful\",\"invocation_id\":\"([^\"]+)\"");
    private static final Pattern LISTED =
            Pattern.compile("\"invocation_id\":\"([^\"]+)\".*?\"invocation_status\":\"([A-Z]+)\"");
    private static final String FILE = """
            versions: [{version: 1.0.0}]
            projects:
              - id: demo
                tokens: [{name: bob, value: demo-token}]
                servers: [{any: true, behavior: {kind: succeed, pickUp: PT0.1S, work: PT0.3S}}]
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<String> accepted = new ConcurrentLinkedQueue<>();
    private final Set<String> retried = new HashSet<>();
    private final Semaphore created = new Semaphore(0);

    @TempDir
    private Path directory;

    @Test
    @DisplayName("says where its tasks are, has the demo's tasks again after a stop, and gives no warning of Java")
    void survivesAStop() throws Exception {
        String data = directory.resolve("data").toString();
        String place = "Tasks and agent states are in the folder " + data;
        for (int tasks = 0; tasks < 2; tasks++) {
            try (RunningJar jar = RunningJar.start("--port", "0", "--data", data)
                    .upTo("Agent Maintenance")
                    .upTo("Ctrl-C")) {
                assertThat(jar.banner).contains(place + ": they survive a restart.");
                assertThat(get(jar, "?limit=1")).contains("\"count\":" + tasks);
                create(jar, "instancexxx00" + (tasks + 1));
                assertThat(jar.terminate()).isZero();
                assertThat(jar.rest()).endsWith("Stopped. " + place + ".\n").doesNotContain("WARN");
            }
        }
    }

    @Test
    @DisplayName(
            "killed in the middle of its work, loses nothing that it accepted, ends all of it, and accepts a RETRY")
    void losesNothingWhenKilled() throws Exception {
        Path config = Files.writeString(directory.resolve("f.yaml"), FILE);
        String[] options = {
            "--port",
            "0",
            "--config",
            config.toString(),
            "--data",
            directory.resolve("data").toString()
        };
        for (int round = 0; round < ROUNDS; round++) {
            try (RunningJar jar = RunningJar.start(options).upTo("Agent Maintenance")) {
                List<Future<?>> callers = startCallers(jar, round);
                assertThat(created.tryAcquire(BATCHES_BEFORE_THE_KILL, 60, TimeUnit.SECONDS))
                        .as("whether batches are created")
                        .isTrue();
                jar.kill();
                for (Future<?> caller : callers) {
                    caller.get(60, TimeUnit.SECONDS);
                }
                created.drainPermits();
            }
            try (RunningJar jar = RunningJar.start(options).upTo("Agent Maintenance")) {
                Map<String, String> ended = waitForTheEndOfAll(jar);
                assertThat(ended.keySet()).as("tasks of round %d", round).containsAll(accepted);
                assertThat(ended.values()).contains("SUCCEEDED").containsOnly("SUCCEEDED", "FAILED");
                retryFailedOnes(jar, ended);
            }
        }
    }

    private void retryFailedOnes(RunningJar jar, Map<String, String> ended) throws Exception {
        List<String> failed = ended.keySet().stream()
                .filter(id -> ended.get(id).equals("FAILED") && retried.add(id))
                .limit(100)
                .toList();
        if (!failed.isEmpty()) {
            assertThat(get(jar, "?invocation_id=" + failed.get(0))).contains("interrupted");
            String answer = post(
                    jar,
                    "{\"invocation_type\":\"RETRY\",\"invocation_ids\":[\"" + String.join("\",\"", failed) + "\"]}");
            assertThat(answer.split("\"ret_status\":\"successful\"", -1))
                    .as(answer)
                    .hasSize(failed.size() + 1);
        }
    }

    private List<Future<?>> startCallers(RunningJar jar, int round) {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<?>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String prefix = "web-" + round + "-" + caller + "-";
            callers.add(threads.submit(() -> callUntilItFails(jar, prefix)));
        }
        threads.shutdown();
        return callers;
    }

    private void callUntilItFails(RunningJar jar, String prefix) {
        try {
            for (int batch = 0; true; batch++) {
                String servers = prefix + batch + "-";
                create(jar, IntStream.range(0, 100).mapToObj(i -> servers + i).toArray(String[]::new));
                created.release();
            }
        } catch (IOException e) {
            // The server was killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, String> waitForTheEndOfAll(RunningJar jar) throws Exception {
        Map<String, String> all = new TreeMap<>();
        do {
            for (int offset = 0, size = 1; size > 0; offset += size) {
                Matcher task = LISTED.matcher(get(jar, "?limit=100&offset=" + offset));
                for (size = 0; task.find(); size++) {
                    all.put(task.group(1), task.group(2));
                }
            }
        } while (all.containsValue("PENDING") || all.containsValue("RUNNING"));
        return all;
    }

    private void create(RunningJar jar, String... servers) throws IOException, InterruptedException {
        String ids = List.of(servers).stream().collect(Collectors.joining("\",\"", "\"", "\""));
        Matcher task = ACCEPTED.matcher(post(jar, "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[" + ids + "]}"));
        while (task.find()) {
            accepted.add(task.group(1));
        }
    }

    private String post(RunningJar jar, String body) throws IOException, InterruptedException {
        return send(request(jar, "/batch-create")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String get(RunningJar jar, String query) throws IOException, InterruptedException {
        return send(request(jar, query));
    }

    private static HttpRequest.Builder request(RunningJar jar, String rest) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + jar.port() + "/v3/demo/agent-invocations" + rest));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.header("X-Auth-Token", "demo-token").build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
