package com.example.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

@DisplayName("In a Spring Boot application")
class SpringBootTest {
    private static final String TASKS = "/v3/platform/agent-invocations";
    private static final String INSTALL = "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"%s\"]}";

    private static ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        context = SpringApplication.run(
                PlatformApplication.class,
                "--server.port=0",
                "--server.servlet.context-path=/cloud",
                "--server.max-http-request-header-size=24KB",
                "--spring.main.banner-mode=off",
                "--logging.level.root=WARN");
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String token) throws Exception {
        String port = context.getEnvironment().getProperty("local.server.port");
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/cloud" + path))
                        .header("X-Auth-Token", token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        ApiDescription.published().requires(Exchange.of(answer, null).below("/cloud"));
        return answer;
    }

    @Test
    @DisplayName("the host's scheduler runs a task to its end, visible over HTTP and in the host")
    void runsATaskToItsEnd() throws Exception {
        HttpResponse<String> created =
                send("POST", TASKS + "/batch-create", INSTALL.formatted("web-01"), PlatformApplication.TOKEN);
        assertThat(created.statusCode()).isEqualTo(201);
        String id = created.body().replaceFirst(".*\"invocation_id\":\"([^\"]+)\".*", "$1");
        String listed;
        do {
            listed = send("GET", TASKS + "?invocation_id=" + id, "", PlatformApplication.TOKEN)
                    .body();
        } while (listed.contains("\"PENDING\"") || listed.contains("\"RUNNING\""));
        assertThat(listed).contains("\"SUCCEEDED\"");
        assertThat(send(
                                "POST",
                                "/v3/platform/agent-status/batch-query",
                                "{\"instance_ids\":[\"web-01\"]}",
                                PlatformApplication.TOKEN)
                        .body())
                .contains("2.7.5.1");
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /batch-create, {, 400",
        "POST, /batch-create, {}, 400",
        "GET, ?limit=0, '', 400",
        "GET, /nowhere, '', 404",
        "GET, /batch-create, '', 405",
    })
    @DisplayName("errors have the shape of this API")
    void answersErrorsInTheShapeOfTheApi(String method, String path, String body, int status) throws Exception {
        assertThat(send(method, TASKS + path, body, PlatformApplication.TOKEN).statusCode())
                .isEqualTo(status);
    }

    @Test
    @DisplayName("requests without a token of the host, or for another project, are rejected")
    void rejectsRequestsWithoutAValidToken() throws Exception {
        assertThat(send("GET", TASKS, "", "t".repeat(16_384)).statusCode()).isEqualTo(401);
        assertThat(send("GET", "/v3/other/agent-invocations", "", PlatformApplication.TOKEN)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("a body of 2 MiB is rejected")
    void rejectsALargeBody() throws Exception {
        String body = INSTALL.formatted("web-02") + " ".repeat(2 << 20);
        assertThat(send("POST", TASKS + "/batch-create", body, PlatformApplication.TOKEN)
                        .statusCode())
                .isEqualTo(413);
    }
}
