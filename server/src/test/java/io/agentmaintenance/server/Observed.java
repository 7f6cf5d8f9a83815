package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.RequestValidator;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A server as its operator sees it: health and metrics over HTTP. */
final class Observed implements AutoCloseable {
    static final String IN_MEMORY = """
            versions: [{version: 1.0.0}]
            projects:
              - id: demo
                tokens: [{name: alice, value: demo-token}]
                servers: [{any: true, behavior: {kind: succeed, pickUp: PT0S, work: PT0S}}]
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    final Service service;

    /** A server on free ports, which is not started. */
    Observed(String file) throws Exception {
        this(file, 0, 0);
    }

    Observed(String file, int port, @Nullable Integer metricsPort) throws Exception {
        service = new Service(
                ConfigurationFile.read("test.yaml", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                        .with(null, metricsPort),
                RequestValidator.create(),
                Clock.systemUTC(),
                () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()),
                "127.0.0.1",
                port);
    }

    Observed started() throws Exception {
        service.start();
        service.startPeriodicTasks();
        return this;
    }

    int metricsPort() {
        return service.metricsServer().port();
    }

    HttpRequest.Builder at(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(int port, String path) throws Exception {
        return send(at(port, path));
    }

    HttpResponse<String> ready() throws Exception {
        return get(service.port(), "/health/ready");
    }

    /** Waits until the server is ready: on a busy machine the first look at the store may take longer than a second. */
    HttpResponse<String> awaitReady() throws Exception {
        return await(this::ready, answer -> answer.statusCode() == 200);
    }

    String scrape() throws Exception {
        return get(metricsPort(), "/metrics").body();
    }

    /** A request that installs the agent, which is not sent. */
    HttpRequest install(String server) {
        return at(service.port(), "/v3/demo/agent-invocations/batch-create")
                .header("X-Auth-Token", "demo-token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"" + server + "\"]}"))
                .build();
    }

    HttpClient http() {
        return http;
    }

    /** Something that a caller asks for. */
    interface Question<T> {
        T ask() throws Exception;
    }

    /** Asks again and again until an answer is as expected, at most for two minutes, and returns it. */
    static <T> T await(Question<T> question, Predicate<T> expected) throws Exception {
        T answer = question.ask();
        for (int attempt = 0; attempt < 2400 && !expected.test(answer); attempt++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            answer = question.ask();
        }
        if (!expected.test(answer)) {
            throw new AssertionError("waited in vain, at last for " + answer);
        }
        return answer;
    }

    @Override
    public void close() {
        service.close();
    }
}
