package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Two runnable jars on one database")
class NodesIT {
    private static final int CALLERS = 4;
    private static final int BATCH = 20;
    private static final int ANSWERS_BEFORE_THE_SIGNAL = 20;
    private static final Pattern ACCEPTED =
            Pattern.compile("\"ret_status\":\"successful\",\"invocation_id\":\"([^\"]+)\"");
    private static final Pattern LISTED =
            Pattern.compile("\"invocation_id\":\"([^\"]+)\".*?\"invocation_status\":\"([A-Z]+)\"");

    private final Queue<String> answers = new ConcurrentLinkedQueue<>();
    private final Semaphore answered = new Semaphore(0);

    @TempDir
    private Path directory;

    @Test
    @DisplayName(
            "break no answer when one of them gets SIGTERM under load, and the other one ends all that was accepted")
    void stopUnderLoad() throws Exception {
        try (EmbeddedPostgres database = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
                RunningJar first = start(database);
                RunningJar second = start(database)) {
            List<Future<?>> callers = startCallers(first.port());
            assertThat(answered.tryAcquire(ANSWERS_BEFORE_THE_SIGNAL, 60, TimeUnit.SECONDS))
                    .as("whether batches are created")
                    .isTrue();

            assertThat(first.terminate()).as(first.rest()).isZero();

            for (Future<?> caller : callers) {
                caller.get(60, TimeUnit.SECONDS);
            }
            assertThat(answers).allMatch(answer -> answer.isEmpty() || isComplete(answer), "is whole");
            assertThat(first.rest()).doesNotContain("WARN", "ERROR");
            Set<String> accepted = accepted();
            Map<String, String> ended = waitForTheEndOfAll(second.port());
            assertThat(ended.keySet()).as("tasks that are stored").isEqualTo(accepted);
            assertThat(ended.values()).containsOnly("SUCCEEDED");
        }
    }

    private RunningJar start(EmbeddedPostgres database) throws IOException {
        Path config = Files.writeString(
                directory.resolve("nodes.yaml"), """
                versions: [{version: 1.0.0}]
                database: {url: "%s"}
                projects:
                  - id: demo
                    tokens: [{name: bob, value: demo-token}]
                    servers: [{any: true, behavior: {kind: succeed, pickUp: PT0.1S, work: PT0.3S}}]
                """.formatted(database.getJdbcUrl("postgres", "postgres")));
        return RunningJar.start("--port", "0", "--config", config.toString()).upTo("Agent Maintenance");
    }

    private List<Future<?>> startCallers(int port) {
        ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
        List<Future<?>> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String prefix = "web-" + caller + "-";
            callers.add(threads.submit(() -> callUntilNobodyListens(port, prefix)));
        }
        threads.shutdown();
        return callers;
    }

    private void callUntilNobodyListens(int port, String prefix) {
        for (int batch = 0; true; batch++) {
            String servers = prefix + batch + "-";
            String ids = IntStream.range(0, BATCH)
                    .mapToObj(i -> "\"" + servers + i + "\"")
                    .collect(Collectors.joining(","));
            try {
                answers.add(call(
                        port,
                        "POST /v3/demo/agent-invocations/batch-create",
                        "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[" + ids + "]}"));
                answered.release();
            } catch (IOException e) {
                // Nobody listens any more, or a connection that was never accepted is reset.
                return;
            }
        }
    }

    private Set<String> accepted() {
        return answers.stream()
                .flatMap(answer -> ACCEPTED.matcher(answer).results())
                .map(id -> id.group(1))
                .collect(Collectors.toSet());
    }

    private static boolean isComplete(String answer) {
        return answer.startsWith("HTTP/1.1 201 ") || answer.startsWith("HTTP/1.1 503 ");
    }

    private static Map<String, String> waitForTheEndOfAll(int port) throws IOException {
        Map<String, String> all = new TreeMap<>();
        do {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            for (int offset = 0, size = 1; size > 0; offset += size) {
                Matcher task =
                        LISTED.matcher(call(port, "GET /v3/demo/agent-invocations?limit=100&offset=" + offset, ""));
                for (size = 0; task.find(); size++) {
                    all.put(task.group(1), task.group(2));
                }
            }
        } while (all.containsValue("PENDING") || all.containsValue("RUNNING"));
        return all;
    }

    // One connection for each call, so that a reset of an idle one is not mistaken for a broken answer.
    private static String call(int port, String what, String body) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            return http.send(what + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Auth-Token: demo-token\r\n"
                            + "Content-Type: application/json\r\nContent-Length: "
                            + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body)
                    .toTheEnd();
        }
    }
}
