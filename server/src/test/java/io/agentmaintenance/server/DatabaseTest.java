package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.adapter.http.RequestValidator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@DisplayName("A server whose file names a database")
class DatabaseTest {
    private static EmbeddedPostgres database;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void startDatabase() throws IOException {
        // Its default is off, which the server refuses.
        database = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterAll
    static void stopDatabase() throws IOException {
        database.close();
    }

    private static String file(String schema) {
        return """
                versions: [{version: 1.0.0}, {version: 2.0.0}]
                database: {url: "%s", schema: %s, pool: 3}
                projects:
                  - id: demo
                    tokens: [{name: alice, value: demo-token}]
                    servers:
                      - {id: quick, behavior: {kind: succeed, pickUp: PT0S, work: PT0S}}
                      - {id: endless, behavior: {kind: hang, pickUp: PT0S}}
                      - {id: slow, behavior: {kind: succeed, pickUp: PT0S, work: PT5S}}
                """.formatted(database.getJdbcUrl("postgres", "postgres"), schema);
    }

    private Service startedIn(String schema) throws Exception {
        return started(file(schema));
    }

    private Service started(String file) throws Exception {
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
    @DisplayName("has its tasks and agent states again after a restart, and goes on with the work")
    void survivesARestart() throws Exception {
        Service first = startedIn("restart");
        String created = create(first, """
                {"invocation_type":"INSTALL","instance_ids":["quick","endless","slow"],"version":"1.0.0"}""");
        assertThat(created).contains("quick", "endless", "slow").doesNotContain("error");
        await(first, "quick", "SUCCEEDED");
        await(first, "endless", "RUNNING");
        await(first, "slow", "RUNNING");
        first.close();

        Service second = startedIn("restart");
        try {
            assertThat(list(second, "quick")).contains("SUCCEEDED");
            assertThat(states(second, "quick")).contains("\"status\":\"running\",\"version\":\"1.0.0\"");
            assertThat(list(second, "endless")).contains("RUNNING");
            await(second, "slow", "SUCCEEDED");
            assertThat(create(second, """
                            {"invocation_type":"UPDATE","instance_ids":["quick"]}""")).contains("successful");
            await(second, "quick", "SUCCEEDED");
        } finally {
            second.close();
        }
    }

    @Test
    @DisplayName("brings an older database up to date, and goes on with the work that was under way there")
    void migratesAnOlderDatabase() throws Exception {
        Flyway.configure()
                .dataSource(database.getPostgresDatabase())
                .defaultSchema("older")
                .createSchemas(true)
                .locations("classpath:io/agentmaintenance/adapter/postgresql/migration")
                .target("1")
                .load()
                .migrate();
        sql("""
                insert into older.invocation (project_id, invocation_id, seq, instance_id, ordinal, instance_name,
                    instance_type, intranet_ips, elastic_ips, invocation_type, operation, requested_by_kind, requested_by,
                    target_version, created_at, status, started_at, updated_at, message, late, revision)
                values ('demo', 'task-1', 1, 'quick', 1, 'quick', 'ECS', '{}', '{}', 'INSTALL', 'INSTALL', 'CALLER', 'alice',
                    '1.0.0', now(), 'RUNNING', now(), now(), 'The work has begun.', false, 2)
                """);

        Service service = startedIn("older");
        try {
            await(service, "quick", "SUCCEEDED");
        } finally {
            service.close();
        }
    }

    @Test
    @DisplayName("refuses the database of a newer program")
    void refusesANewerDatabase(@TempDir Path directory) throws Exception {
        startedIn("newer").close();
        sql("update newer.schema_version set version = 99");

        CommandRun run = CommandRun.ofFile(directory, file("newer").getBytes(StandardCharsets.UTF_8));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("Could not open the database: ").contains("Use a newer program.");
    }

    @Test
    @DisplayName("reports a history of migrations that is not its own in a sentence of its own, with exit code 1")
    void refusesAForeignHistory(@TempDir Path directory) throws Exception {
        startedIn("moved").close();
        sql("update moved.flyway_schema_history set version = '9' where version = '2'");

        CommandRun run = CommandRun.ofFile(directory, file("moved").getBytes(StandardCharsets.UTF_8));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("Could not open the database: its history of migrations does not fit this program."
                        + " Use the program that wrote it, or restore a backup.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"drop table %s.scheduled_execution", "alter table %s.scheduled_execution drop column picked_by"})
    @DisplayName("advises what an operator can do if a table was removed or changed after the migrations")
    void advisesWhatAnOperatorCanDo(String change, @TempDir Path directory) throws Exception {
        startedIn("damaged").close();
        sql(String.format(change, "damaged"));

        CommandRun run = CommandRun.ofFile(directory, file("damaged").getBytes(StandardCharsets.UTF_8));
        sql("drop schema damaged cascade");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("Could not open the database: the table damaged.scheduled_execution is missing or was"
                        + " changed, although the history of migrations says that it was made. Restore a backup, or"
                        + " use another schema.\n");
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = database.getPostgresDatabase().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    private void await(Service service, String server, String status) throws Exception {
        String list = "";
        for (int attempt = 0; attempt < 1200 && !list.contains("\"" + status + "\""); attempt++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            list = list(service, server);
        }
        assertThat(list).contains("\"" + status + "\"");
    }

    @Test
    @DisplayName("reports a database that does not answer in one line, with exit code 1")
    void reportsADatabaseThatDoesNotAnswer(@TempDir Path directory) throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Path password = Files.writeString(directory.resolve("password"), "marker-secret\n");
        String file = file("any")
                .replaceFirst(
                        "url: \"[^\"]*\"",
                        "url: \"jdbc:postgresql://127.0.0.1:" + free + "/none\", passwordFile: '" + password + "'");

        CommandRun run = CommandRun.ofFile(directory, file.getBytes(StandardCharsets.UTF_8));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("Could not open the database: ")
                .doesNotContain("marker-secret", "Exception");
    }

    @Test
    @DisplayName("says in one line of the log that the database is away, and why, without a value of the file")
    void saysThatTheDatabaseIsAway() throws Exception {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger log = (Logger) LoggerFactory.getLogger(WatchedConnections.class);
        log.addAppender(lines);
        EmbeddedPostgres other = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        String url = other.getJdbcUrl("postgres", "postgres");
        Service service = started(file("away").replaceFirst("url: \"[^\"]*\"", "url: \"" + url + "\""));
        try {
            other.close();
            for (int attempt = 0; attempt < 600 && lines.list.isEmpty(); attempt++) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        } finally {
            service.close();
            log.detachAppender(lines);
        }
        assertThat(lines.list.get(0).getFormattedMessage())
                .startsWith("the database does not answer: ")
                .contains("refused")
                .doesNotContain("127.0.0.1", "localhost", "" + other.getPort());
        assertThat(lines.list.get(0).getThrowableProxy()).isNull();
    }

    @Test
    @DisplayName("refuses a database that does not sync its commits")
    void refusesADatabaseThatDoesNotSync(@TempDir Path directory) throws Exception {
        try (EmbeddedPostgres unsafe = EmbeddedPostgres.builder().start()) {
            String file = file("any")
                    .replaceFirst("url: \"[^\"]*\"", "url: \"" + unsafe.getJdbcUrl("postgres", "postgres") + "\"");

            CommandRun run = CommandRun.ofFile(directory, file.getBytes(StandardCharsets.UTF_8));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).startsWith("Could not open the database: ").contains("fsync");
        }
    }

    @Test
    @DisplayName("reports each mistake of the database with its place, and no value")
    void reportsMistakes(@TempDir Path directory) throws Exception {
        String file = """
                versions: [{version: 1.0.0}]
                database: {url: "jdbc:postgresql://h/d?password=marker", passwordFile: no-such-file, schema: "A b", pool: 0}
                projects: [{id: demo}]
                """;

        CommandRun run = CommandRun.ofFile(directory, file.getBytes(StandardCharsets.UTF_8));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines(directory))
                .containsExactly(
                        "f.yaml: database.url must not have a password: name its file in passwordFile (line 2)",
                        "f.yaml: database.schema must match [a-z_][a-z0-9_]{0,62} (line 2)",
                        "f.yaml: database.pool must be a whole number from 1 to 1000 (line 2)",
                        "f.yaml: database.passwordFile there is no such file (line 2)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://h:70000/d",
                "jdbc:postgresql://h:marker/d",
                "jdbc:postgresql://[::1]:0/d",
                "jdbc:postgresql://h/d?PASSWORD=marker",
                "jdbc:postgresql://marker",
                "jdbc:postgresql://marker host/d",
                "jdbc:postgresql://[marker]/d",
                "jdbc:postgresql://h/d/marker",
                "jdbc:postgresql://h/%marker",
                "jdbc:postgresql://h/d?sslmode=marker",
                "jdbc:postgresql://h/d?sslmode",
                "jdbc:postgresql://h/d?sslmode=%6darker",
                "jdbc:postgresql://h/d?sslmode=require&sslmode=prefer",
                "jdbc:postgresql://h/d?targetServerType=marker",
                "jdbc:postgresql://h/d?connectTimeout=marker",
                "jdbc:postgresql://h/d?sslrootcert=marker.pem",
                "jdbc:postgresql://h/d?marker=1",
                "jdbc:postgresql://h/d?socketFactory=marker",
                "jdbc:postgresql://h/d?",
                "jdbc:mysql://h/d"
            })
    @DisplayName("reports a wrong URL with its place, and not its text")
    void reportsAWrongUrl(String url, @TempDir Path directory) throws Exception {
        CommandRun run = CommandRun.ofFile(
                directory,
                file("any")
                        .replaceFirst("url: \"[^\"]*\"", "url: \"" + url + "\"")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines(directory))
                .singleElement()
                .asString()
                .startsWith("f.yaml: database.url must ")
                .endsWith("(line 2)")
                .doesNotContain("marker", "70000");
    }

    @ParameterizedTest
    @CsvSource({
        "'jdbc:postgresql://127.0.0.1:PORT/postgres?user=marker', does not exist",
        "'jdbc:postgresql://127.0.0.1:PORT/marker?user=postgres', does not exist",
        "'jdbc:postgresql://127.0.0.1:PORT/postgres?user=postgres&sslmode=require', SSL",
        "'jdbc:postgresql://marker.invalid/postgres?user=postgres', The host is not known.",
    })
    @DisplayName("says why it cannot open the database, without a value of the file")
    void saysWhyWithoutAValue(String url, String cause, @TempDir Path directory) throws Exception {
        String file = file("any")
                .replaceFirst("url: \"[^\"]*\"", "url: \"" + url.replace("PORT", "" + database.getPort()) + "\"");

        CommandRun run = CommandRun.ofFile(directory, file.getBytes(StandardCharsets.UTF_8));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .startsWith("Could not open the database: ")
                .contains(cause)
                .doesNotContain("marker", "127.0.0.1", "Exception");
    }

    @Test
    @DisplayName("refuses a user beside the user in the URL")
    void refusesAUserBesideTheUserInTheUrl(@TempDir Path directory) throws Exception {
        String file = """
                versions: [{version: 1.0.0}]
                database: {url: "jdbc:postgresql://h:5432,[::1]/d?user=a&sslmode=verify-full&tcpKeepAlive=true", user: b}
                projects: [{id: demo}]
                """;

        CommandRun run = CommandRun.ofFile(directory, file.getBytes(StandardCharsets.UTF_8));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines(directory))
                .containsExactly("f.yaml: database.user has no effect beside the user in url (line 2)");
    }

    private String create(Service service, String request) throws Exception {
        return post(service, "/v3/demo/agent-invocations/batch-create", request);
    }

    private String states(Service service, String server) throws Exception {
        return post(service, "/v3/demo/agent-status/batch-query", "{\"instance_ids\":[\"" + server + "\"]}");
    }

    private String list(Service service, String server) throws Exception {
        return send(HttpRequest.newBuilder(uri(service, "/v3/demo/agent-invocations?limit=1&instance_id=" + server)));
    }

    private String post(Service service, String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(service, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws Exception {
        return http.send(request.header("X-Auth-Token", "demo-token").build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static URI uri(Service service, String path) {
        return URI.create("http://127.0.0.1:" + service.port() + path);
    }
}
