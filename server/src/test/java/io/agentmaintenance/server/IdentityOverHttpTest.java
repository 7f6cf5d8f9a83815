package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import io.agentmaintenance.tck.SettableClock;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The identity stand-in of a running server")
class IdentityOverHttpTest {
    private static final String FILE = """
            versions: [{version: 1.0.0}]
            identity:
              domain: acme
              tokenKey: marker-key-of-at-least-32-characters
              users: [{name: alice, password: marker-pw}]
            projects: [{id: north, servers: [{any: true}]}, {id: south, servers: [{any: true}]}]
            """;

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T08:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private Service service;

    @BeforeEach
    void start() throws Exception {
        service = started(FILE);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Service started(String file) throws Exception {
        Service made = new Service(
                ConfigurationFile.read("test.yaml", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8))),
                RequestValidator.create(),
                clock,
                "127.0.0.1",
                0);
        made.start();
        return made;
    }

    @Test
    @DisplayName("shows tokens, catalog and projects to a user after the log-in")
    void showsTokensCatalogAndProjects() throws Exception {
        String host = "http://127.0.0.1:" + service.port();
        String token =
                logIn("marker-pw").headers().firstValue("X-Subject-Token").orElseThrow();

        HttpResponse<String> head = about("HEAD", token, token);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(about("GET", token, token).body()).contains("\"name\":\"alice\"", host + "/v3/north");
        assertThat(get("/v3/auth/catalog", token).body()).contains("\"url\":\"" + host + "/v3/north\"");
        assertThat(get("/v3/auth/projects?page=2&per_page=1", token).body())
                .contains("\"south\"", "\"previous\":\"" + host + "/v3/auth/projects?page=1&per_page=1\"");
        assertThat(get("/v3/projects/south", token).body()).startsWith("{\"project\":{\"id\":\"south\"");
        assertThat(get("/v3/projects/east", token).statusCode()).isEqualTo(404);
    }

    @Test
    @DisplayName("revokes a token")
    void revokesAToken() throws Exception {
        String token =
                logIn("marker-pw").headers().firstValue("X-Subject-Token").orElseThrow();
        assertThat(get("/v3/north/agent-invocations", token).statusCode()).isEqualTo(200);

        assertThat(about("DELETE", token, token).statusCode()).isEqualTo(204);

        assertThat(get("/v3/north/agent-invocations", token).statusCode()).isEqualTo(401);
        assertThat(about("GET", token, token).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("accepts its tokens after a restart with the same key, with the rights of the new file")
    void acceptsItsTokensAfterARestart() throws Exception {
        String token =
                logIn("marker-pw").headers().firstValue("X-Subject-Token").orElseThrow();

        service.close();
        service = started(FILE.replace("marker-pw}", "marker-pw, projects: [north], actions: [status]}"));
        assertThat(get("/v3/north/agent-invocations", token).statusCode()).isEqualTo(403);
        assertThat(get("/v3/auth/projects", token).body()).doesNotContain("south");

        service.close();
        service = started(FILE.replace("alice", "bob"));
        assertThat(get("/v3/north/agent-invocations", token).statusCode()).isEqualTo(401);

        service.close();
        service = started(FILE.replace("marker-key", "marker-other-key"));
        assertThat(get("/v3/north/agent-invocations", token).statusCode()).isEqualTo(401);

        service.close();
        service = started(FILE);
        assertThat(get("/v3/north/agent-invocations", token).statusCode()).isEqualTo(200);
        clock.advance(Duration.ofHours(24));
        assertThat(get("/v3/north/agent-invocations", token).statusCode()).isEqualTo(401);
    }

    @Test
    @DisplayName("stops checking the passwords of a user for a time after five wrong ones")
    void stopsCheckingPasswords() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("marker-wrong").statusCode()).isEqualTo(401);
        }

        assertThat(logIn("marker-pw").statusCode()).isEqualTo(429);
        clock.advance(Duration.ofSeconds(1));
        assertThat(logIn("marker-pw").statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> logIn(String password) throws Exception {
        String body = "{\"auth\":{\"identity\":{\"methods\":[\"password\"],\"password\":{\"user\":{\"id\":\"alice\","
                + "\"password\":\"" + password + "\"}}},\"scope\":{\"project\":{\"id\":\"north\"}}}}";
        return send(request("/v3/auth/tokens").POST(HttpRequest.BodyPublishers.ofString(body)), body);
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return send(request(path).header("X-Auth-Token", token).GET(), null);
    }

    private HttpResponse<String> about(String method, String subject, String token) throws Exception {
        HttpRequest.Builder request = request("/v3/auth/tokens")
                .header("X-Auth-Token", token)
                .header("X-Subject-Token", subject)
                .method(method, HttpRequest.BodyPublishers.noBody());
        return send(request, null);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String body) throws Exception {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (!response.request().method().equals("HEAD")) {
            ApiDescription.published().requires(Exchange.of(response, body));
        }
        return response;
    }
}
