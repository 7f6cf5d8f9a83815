package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The health of a server with a database")
class HealthOfDatabaseTest {
    private static final int CONNECTIONS = 3;
    private static final Pattern SILENCE = Pattern.compile("The store has not answered for ([0-9.]+) s\\.");

    private static EmbeddedPostgres database;

    @BeforeAll
    static void startDatabase() throws IOException {
        database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        database.close();
    }

    private static Observed server(String schema) throws Exception {
        return new Observed(Observed.IN_MEMORY + "database: {url: \""
                + database.getJdbcUrl("postgres", "postgres") + "\", schema: " + schema + ", pool: " + CONNECTIONS
                + "}\n");
    }

    @Test
    @DisplayName(
            "is DOWN soon after the database stops answering, although all requests wait for it, and UP again afterwards")
    void noticesADatabaseThatHangs() throws Exception {
        try (Observed server = server("hangs").started()) {
            server.awaitReady();
            HttpResponse<String> down;
            List<CompletableFuture<HttpResponse<String>>> waiting;
            try (Connection connection = database.getPostgresDatabase().getConnection();
                    Statement sql = connection.createStatement()) {
                connection.setAutoCommit(false);
                sql.execute("lock table hangs.invocation_count in access exclusive mode");
                waiting = IntStream.range(0, 5 * CONNECTIONS)
                        .mapToObj(i -> server.http()
                                .sendAsync(server.install("web-" + i), HttpResponse.BodyHandlers.ofString()))
                        .toList();

                down = Observed.await(server::ready, answer -> answer.statusCode() == 503);

                assertThat(server.get(server.service.port(), "/health/live").statusCode())
                        .isEqualTo(200);
                assertThat(server.get(server.metricsPort(), "/health/ready").statusCode())
                        .isEqualTo(503);
                assertThat(server.scrape()).contains("agent_maintenance_tasks_ended_total");
                connection.rollback();
            }
            // What the server itself has measured: within 5 seconds, as the documents promise.
            Matcher silence = SILENCE.matcher(down.body());
            assertThat(silence.find()).as(down.body()).isTrue();
            assertThat(Double.parseDouble(silence.group(1))).isBetween(1.0, 5.0);
            assertThat(down.body()).startsWith("{\"status\":\"DOWN\",\"problems\":[");

            server.awaitReady();
            waiting.forEach(CompletableFuture::join);
        }
    }

    @Test
    @DisplayName("is DOWN while the database refuses connections, without its address, and UP again afterwards")
    void noticesADatabaseThatIsGone() throws Exception {
        try (Observed server = server("gone").started()) {
            server.awaitReady();
            setConnections(false);
            try {
                HttpResponse<String> down = Observed.await(server::ready, answer -> answer.statusCode() == 503);

                assertThat(down.body()).doesNotContain("127.0.0.1", "localhost", "" + database.getPort(), "postgres");
                Observed.await(server::ready, answer -> answer.body().contains("The store failed: "));
            } finally {
                setConnections(true);
            }
            server.awaitReady();
        }
    }

    private static void setConnections(boolean allowed) throws Exception {
        try (Connection connection =
                        database.getDatabase("postgres", "template1").getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("alter database postgres allow_connections " + allowed);
            sql.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
        }
    }

    @Test
    @DisplayName("knows when supervision ran on another server")
    void knowsTheSupervisionOfAnotherServer() throws Exception {
        try (Observed working = server("two").started();
                Observed idle = server("two")) {
            Observed.await(working::scrape, text -> !text.contains("agent_maintenance_supervision_age_seconds NaN"));
            // It serves requests, but its engine has not started.
            idle.service.start();

            assertThat(idle.scrape()).containsPattern("(?m)^agent_maintenance_supervision_age_seconds [0-9]");
            idle.awaitReady();
        }
    }
}
