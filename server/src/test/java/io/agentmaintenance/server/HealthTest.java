package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The health of a server")
class HealthTest {
    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    @DisplayName("is UP over GET and HEAD on both ports, without credentials, and is not cached")
    void isUp(String path) throws Exception {
        try (Observed server = new Observed(Observed.IN_MEMORY).started()) {
            for (int port : new int[] {server.service.port(), server.metricsPort()}) {
                HttpResponse<String> answer =
                        Observed.await(() -> server.get(port, path), got -> got.statusCode() == 200);
                assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
                assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");

                HttpResponse<String> head = Observed.await(
                        () -> server.send(server.at(port, path).method("HEAD", BodyPublishers.noBody())),
                        got -> got.statusCode() == 200);
                assertThat(head.body()).isEmpty();
                assertThat(head.headers().firstValue("Content-Length")).hasValue("15");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /health/ready", "DELETE, /health/live", "OPTIONS, /health/ready", "PUT, /metrics"})
    @DisplayName("takes no other method, and names those that it takes")
    void takesNoOtherMethod(String method, String path) throws Exception {
        try (Observed server = new Observed(Observed.IN_MEMORY).started()) {
            HttpResponse<String> answer =
                    server.send(server.at(server.metricsPort(), path).method(method, BodyPublishers.ofString("x")));

            assertThat(answer.statusCode()).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @Test
    @DisplayName("has no other paths: they are those of the API, or of nobody")
    void hasNoOtherPaths() throws Exception {
        try (Observed server = new Observed(Observed.IN_MEMORY).started()) {
            assertThat(server.get(server.service.port(), "/health").statusCode())
                    .isEqualTo(404);
            assertThat(server.get(server.service.port(), "/metrics").statusCode())
                    .isEqualTo(404);
            assertThat(server.get(server.metricsPort(), "/v3/demo/agent-invocations")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    @DisplayName("is live but not ready before requests are served and after the stop has begun")
    void isNotReadyAtBothEnds() throws Exception {
        Readiness readiness = new Readiness(TestProbe.up());
        WebServer web = new WebServer("127.0.0.1", 0, new HealthHandler(readiness), TestErrors.create());
        web.start();
        try (Observed caller = new Observed(Observed.IN_MEMORY)) {
            HttpResponse<String> starting = caller.get(web.port(), "/health/ready");
            assertThat(starting.statusCode()).isEqualTo(503);
            assertThat(starting.body()).isEqualTo("{\"status\":\"DOWN\",\"problems\":[\"The server is starting.\"]}");
            assertThat(starting.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(caller.get(web.port(), "/health/live").statusCode()).isEqualTo(200);

            readiness.serving();
            assertThat(caller.get(web.port(), "/health/ready").statusCode()).isEqualTo(200);

            readiness.stopping();
            assertThat(caller.get(web.port(), "/health/ready").body()).contains("The server is stopping.");
            assertThat(caller.get(web.port(), "/health/live").statusCode()).isEqualTo(200);
        } finally {
            web.stop();
            readiness.close();
        }
    }

    @Test
    @DisplayName("knows the last run of supervision in memory")
    void knowsTheLastSupervision() throws Exception {
        try (Observed server = new Observed(Observed.IN_MEMORY).started()) {
            String scrape = Observed.await(
                    server::scrape, text -> !text.contains("agent_maintenance_supervision_age_seconds NaN"));

            assertThat(scrape).containsPattern("(?m)^agent_maintenance_supervision_age_seconds [0-9]");
        }
    }
}
