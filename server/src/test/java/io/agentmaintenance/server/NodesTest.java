package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.RequestValidator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Two servers with the same file and one database")
class NodesTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedPostgres database;
    private Service first;
    private Service second;

    @BeforeEach
    void start() throws Exception {
        database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        first = started();
    }

    @AfterEach
    void stop() throws IOException {
        first.close();
        if (second != null) {
            second.close();
        }
        database.close();
    }

    private Service started() throws Exception {
        String file = """
                versions: [{version: 1.0.0}, {version: 2.0.0}]
                database: {url: "%s"}
                identity:
                  domain: account
                  tokenKey: marker-key-of-more-than-32-characters
                  users: [{name: alice, password: marker-pw}]
                projects:
                  - id: demo
                    tokens: [{name: alice, value: demo-token}]
                    servers:
                      - {id: endless, behavior: {kind: hang, pickUp: PT0S}}
                      - {any: true, behavior: {kind: succeed, pickUp: PT0S, work: PT1S}}
                """.formatted(database.getJdbcUrl("postgres", "postgres"));
        Service service = new Service(
                ConfigurationFile.read("test.yaml", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))),
                RequestValidator.create(),
                Clock.systemUTC(),
                "127.0.0.1",
                0);
        service.start();
        service.startPeriodicTasks();
        return service;
    }

    @Test
    @DisplayName("list at once what the other one has accepted, leave its running tasks alone, and accept its tokens")
    void knowWhatTheOtherDoes() throws Exception {
        List<String> accepted = create(first, List.of("endless"));
        await(first, "RUNNING", 1);

        second = started();
        List<String> more = create(first, List.of("web-1", "web-2"));

        assertThat(list(second, "limit=10", "demo-token")).contains(accepted).contains(more);
        await(second, "SUCCEEDED", 2);
        await(second, "RUNNING", 1);
        assertThat(list(second, "limit=10", logIn(first))).contains(accepted);
        assertThat(post(second, "/v3/demo/agent-status/batch-query", "{\"instance_ids\":[\"web-1\"]}"))
                .contains("\"version\":\"2.0.0\"");
    }

    @Test
    @DisplayName("take over the work of the other one when it is stopped")
    void takeOverWork() throws Exception {
        second = started();
        List<String> servers = IntStream.range(0, 100).mapToObj(i -> "web-" + i).toList();
        assertThat(create(first, servers)).hasSize(100);

        assertThat(first.close()).isTrue();

        await(second, "SUCCEEDED", 100);
    }

    private List<String> create(Service service, List<String> servers) throws Exception {
        String ids = servers.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        Matcher id = Pattern.compile("\"invocation_id\":\"([^\"]*)\"")
                .matcher(post(
                        service,
                        "/v3/demo/agent-invocations/batch-create",
                        "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[" + ids + "],\"version\":\"2.0.0\"}"));
        return id.results().map(found -> found.group(1)).toList();
    }

    private void await(Service service, String status, int count) throws Exception {
        long found = 0;
        for (int attempt = 0; attempt < 1200 && found != count; attempt++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            found = Pattern.compile("\"invocation_status\":\"" + status + "\"")
                    .matcher(list(service, "limit=100", "demo-token"))
                    .results()
                    .count();
        }
        assertThat(found).as("tasks that are %s", status).isEqualTo(count);
    }

    private String logIn(Service service) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(service, "/v3/auth/tokens"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"alice\","
                                + "\"password\":\"marker-pw\"}}},\"scope\":{\"project\":{\"id\":\"demo\"}}}}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    private String list(Service service, String query, String token) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(uri(service, "/v3/demo/agent-invocations?" + query))
                                .header("X-Auth-Token", token)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private String post(Service service, String path, String body) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(uri(service, path))
                                .header("X-Auth-Token", "demo-token")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static URI uri(Service service, String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }
}
