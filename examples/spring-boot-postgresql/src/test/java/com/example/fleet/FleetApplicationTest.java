package com.example.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "API_TOKEN=token-of-the-test")
@ActiveProfiles("stub")
@Timeout(60)
class FleetApplicationTest {
    private static final String TASKS = "/v3/platform/agent-invocations";

    private final HttpClient client = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("DATABASE_URL", Database::url);
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("X-Auth-Token", "token-of-the-test")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void installsTheAgent() throws Exception {
        HttpResponse<String> created = send(
                "POST", TASKS + "/batch-create", "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"web-01\"]}");
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        String id = created.body().replaceFirst(".*\"invocation_id\":\"([^\"]+)\".*", "$1");

        String listed;
        do {
            listed = send("GET", TASKS + "?invocation_id=" + id, "").body();
        } while (listed.contains("\"PENDING\"") || listed.contains("\"RUNNING\""));
        assertThat(listed).contains("\"SUCCEEDED\"");

        String status = send("POST", "/v3/platform/agent-status/batch-query", "{\"instance_ids\":[\"web-01\"]}")
                .body();
        assertThat(status).contains("2.7.5.1");
    }

    @Test
    void isHealthy() throws Exception {
        HttpResponse<String> health;
        do {
            health = send("GET", "/actuator/health/agentMaintenance", "");
        } while (health.body().contains("has not been read yet"));
        assertThat(health.body()).contains("\"status\":\"UP\"");
    }
}
