package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// A command line that is accepted by mistake starts a server, which does not end.
@Timeout(120)
@DisplayName("The metrics of a server")
class MetricsTest {
    private static final int MOST_SERIES = 200;

    private static List<String> series(String scrape) {
        return scrape.lines().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    @DisplayName("are on a port of their own, in the text format of Prometheus, without credentials")
    void areInTextFormat() throws Exception {
        try (Observed server = new Observed(Observed.IN_MEMORY).started()) {
            server.http().send(server.install("web-1"), HttpResponse.BodyHandlers.discarding());
            server.http().send(server.install("web-1"), HttpResponse.BodyHandlers.discarding());

            HttpResponse<String> answer = server.get(server.metricsPort(), "/metrics");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValue("text/plain; version=0.0.4; charset=utf-8");
            assertThat(answer.body())
                    .contains(
                            "# TYPE agent_maintenance_items_total counter\n",
                            "\nagent_maintenance_items_total{outcome=\"accepted\",reason=\"none\",type=\"INSTALL\"} 1.0\n",
                            "\nagent_maintenance_items_total{outcome=\"refused\",reason=\"ALREADY_INSTALLED\",type=\"INSTALL\"} 1.0\n",
                            "\nagent_maintenance_tasks_ended_total{late=\"false\",operation=\"INSTALL\",status=\"SUCCEEDED\"} 1.0\n",
                            "\nagent_maintenance_tasks_pickup_seconds_count 1\n",
                            "\nagent_maintenance_tasks_duration_seconds_max ",
                            "\njvm_memory_used_bytes{",
                            "\nprocess_uptime_seconds ");
            HttpResponse<String> head =
                    server.send(server.at(server.metricsPort(), "/metrics").method("HEAD", BodyPublishers.noBody()));
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            // What each further reason of each further type would add is counted in adapters-micrometer.
            assertThat(series(answer.body()).stream()
                            .filter(line -> !line.startsWith("agent_maintenance_"))
                            .count())
                    .as("time series of Java")
                    .isLessThanOrEqualTo(MOST_SERIES - 165);
        }
    }

    @Test
    @DisplayName("name no project, server, user or task")
    void nameNobody() throws Exception {
        String file = Observed.IN_MEMORY.replace("demo", "markerproject").replace("alice", "markeruser");
        try (Observed server = new Observed(file).started()) {
            HttpResponse<String> created = server.http()
                    .send(
                            server.at(server.service.port(), "/v3/markerproject/agent-invocations/batch-create")
                                    .header("X-Auth-Token", "markerproject-token")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString(
                                            "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"marker-1\"]}"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(created.statusCode()).isEqualTo(201);

            assertThat(server.scrape())
                    .contains("outcome=\"accepted\",reason=\"none\",type=\"INSTALL\"} 1.0")
                    .doesNotContain("marker");
        }
    }

    @Test
    @DisplayName("show the active tasks within seconds")
    void showActiveTasks() throws Exception {
        String file = Observed.IN_MEMORY.replace("work: PT0S", "work: PT1H");
        try (Observed server = new Observed(file).started()) {
            server.http().send(server.install("web-1"), HttpResponse.BodyHandlers.discarding());

            Observed.await(server::scrape, text -> text.contains("\nagent_maintenance_tasks_active 1.0\n"));
        }
    }

    @Test
    @DisplayName("take a free port if nobody has named one and the usual one is in use")
    void takeAFreePort() throws Exception {
        try (ServerSocket taken = usualPort();
                Observed server = new Observed(Observed.IN_MEMORY, 0, null).started()) {
            assertThat(server.metricsPort()).isPositive().isNotEqualTo(MetricsConfiguration.DEFAULT_PORT);
            assertThat(server.scrape()).contains("agent_maintenance_");
            assertThat(Banner.of("127.0.0.1", server.service).plain())
                    .contains("Metrics for Prometheus are on http://127.0.0.1:" + server.metricsPort() + "/metrics");
            assertThat(taken == null || taken.isBound()).isTrue();
        }
    }

    @Test
    @DisplayName("leave the usual port to the API if that is to be there")
    void leaveTheUsualPortToTheApi() {
        assertThat(MetricsConfiguration.STANDARD.firstPort(MetricsConfiguration.DEFAULT_PORT))
                .isZero();
        assertThat(MetricsConfiguration.STANDARD.firstPort(8080)).isEqualTo(MetricsConfiguration.DEFAULT_PORT);
    }

    @Test
    @DisplayName("on an address that is not of this machine: a sentence and exit code 1")
    void reportAForeignAddress(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("foreign.yaml"), Observed.IN_MEMORY + "metrics: {host: 192.0.2.1}\n");

        CommandRun run = CommandRun.of("--port=0", "--config=" + file);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Could not listen on 192.0.2.1 for metrics: ");
    }

    /** Takes the usual port; null if another process has it already. */
    private static ServerSocket usualPort() {
        try {
            return new ServerSocket(MetricsConfiguration.DEFAULT_PORT, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            return null;
        }
    }

    @Test
    @DisplayName("on a named port that is in use: a sentence and exit code 1")
    void reportAPortThatIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of("--port=0", "--metrics-port=" + taken.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err())
                    .isEqualTo("Could not listen on 127.0.0.1:" + taken.getLocalPort()
                            + " for metrics: another process uses the port\n");
        }
    }

    @Test
    @DisplayName("are on the port of the API if that is named")
    void areOnTheOtherPort() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        try (Observed server = new Observed(Observed.IN_MEMORY, free, free).started()) {
            assertThat(server.service.metricsServer()).isNull();
            assertThat(server.get(free, "/metrics").body()).contains("agent_maintenance_");
            assertThat(Banner.of("127.0.0.1", server.service).plain())
                    .contains("Metrics for Prometheus are on http://127.0.0.1:" + free + "/metrics");
            server.awaitReady();
        }
    }

    @Test
    @DisplayName("are nowhere if they are off, and the health stays")
    void canBeOff() throws Exception {
        try (Observed server = new Observed(Observed.IN_MEMORY + "metrics: {port: off}\n", 0, null).started()) {
            assertThat(server.service.metricsServer()).isNull();
            assertThat(server.get(server.service.port(), "/metrics").statusCode())
                    .isEqualTo(404);
            server.awaitReady();
        }
    }

    @Test
    @DisplayName("are on the address and port of the file, unless the command line names a port")
    void areWhereTheFileSays() throws Exception {
        String file = Observed.IN_MEMORY + "metrics: {host: 127.0.0.2, port: 9999}\n";
        try (Observed server = new Observed(file, 0, 0).started()) {
            assertThat(server.service.metricsServer().host()).isEqualTo("127.0.0.2");
            assertThat(server.metricsPort()).isNotEqualTo(9999);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "port: 65536, metrics.port must be 0 to 65535 or off",
        "port: http, metrics.port must be 0 to 65535 or off",
        "host: marker, metrics.host must match",
        "host: 10.0.0.0/8, metrics.host must be an IP address of this machine",
        "hots: 127.0.0.1, metrics.hots is not a known setting; did you mean host?",
    })
    @DisplayName("report a mistake of the file with its place")
    void reportMistakes(String setting, String problem, @TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("f.yaml"), Observed.IN_MEMORY + "metrics: {" + setting + "}\n");

        CommandRun run = CommandRun.of("--port=0", "--config=" + file);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().replace(", or off", " or off"))
                .contains("f.yaml: " + problem)
                .doesNotContain("marker");
    }
}
