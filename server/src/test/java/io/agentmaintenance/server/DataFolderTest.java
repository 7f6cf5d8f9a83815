package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.tck.SettableClock;
import java.io.ByteArrayInputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

// A command line that is accepted by mistake starts a server, which does not end.
@Timeout(120)
@DisplayName("A server with a data folder")
class DataFolderTest {
    private static final String FILE = """
            versions: [{version: 1.0.0}, {version: 2.0.0}]
            identity:
              domain: acme
              users: [{name: alice, password: marker-pw}]
            projects:
              - id: demo
                tokens: [{name: bob, value: demo-token}]
                servers:
                  - {id: quick, behavior: {kind: succeed, pickUp: PT0S, work: PT0S}}
                  - {id: endless, behavior: {kind: hang, pickUp: PT0S}}
                  - {id: waiting, behavior: {kind: succeed, pickUp: PT1M, work: PT0S}}
            """;

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T08:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path temporary;

    private Path data() {
        return temporary.resolve("data");
    }

    private Service started(String file) throws Exception {
        Service service = new Service(
                ConfigurationFile.read("test.yaml", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                        .with(data(), null),
                RequestValidator.create(),
                clock,
                "127.0.0.1",
                0);
        service.start();
        return service;
    }

    @Test
    @DisplayName(
            "has its tasks and agent states again after a restart, goes on with what was pending, and ends what was running")
    void survivesARestart() throws Exception {
        Service first = started(FILE);
        assertThat(first.place()).isEqualTo("in the folder " + data());
        String created = create(first, """
                {"invocation_type":"INSTALL","instance_ids":["quick","endless","waiting"],"version":"1.0.0"}""");
        assertThat(created).contains("quick", "endless", "waiting").doesNotContain("error");
        first.runDueWork();
        assertThat(list(first, "quick")).contains("SUCCEEDED");
        assertThat(list(first, "endless")).contains("RUNNING");
        first.close();

        Service second = started(FILE);
        try {
            assertThat(list(second, "quick")).contains("SUCCEEDED");
            assertThat(states(second, "quick")).contains("\"status\":\"running\",\"version\":\"1.0.0\"");
            assertThat(list(second, "endless")).contains("FAILED", "interrupted");
            assertThat(create(second, """
                            {"invocation_type":"RETRY","invocation_ids":["%s"]}""".formatted(idOf(second, "endless")))).contains("successful");
            assertThat(list(second, "waiting")).contains("PENDING");
            clock.advance(Duration.ofMinutes(1));
            second.runDueWork();
            assertThat(list(second, "waiting")).contains("SUCCEEDED");
            assertThat(create(second, """
                            {"invocation_type":"UPDATE","instance_ids":["quick"]}""")).contains("successful");
        } finally {
            second.close();
        }
    }

    @Test
    @DisplayName(
            "accepts the tokens that it issued before a restart, and keeps their key so that only its user can read it")
    void keepsTheKeyOfTokens() throws Exception {
        Service first = started(FILE);
        String token = logIn(first);
        first.close();
        Path key = data().resolve("token-key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");

        Service second = started(FILE);
        assertThat(statusOf(second, token)).isEqualTo(200);
        second.close();

        Files.delete(key);
        Service third = started(FILE);
        assertThat(statusOf(third, token)).as("with another key").isEqualTo(401);
        third.close();
    }

    @Test
    @DisplayName("takes the key of tokens out of the configuration file if that has one, and keeps none")
    void prefersTheKeyOfTheFile() throws Exception {
        Service service =
                started(FILE.replace("domain: acme", "domain: acme\n  tokenKey: marker-key-of-at-least-32-characters"));
        logIn(service);
        service.close();
        assertThat(data().resolve("token-key")).doesNotExist();
    }

    @Test
    @DisplayName("says that its file is damaged, if it finds that out while it reads the tasks")
    void refusesADamagedFile() throws Exception {
        started(FILE).close();
        try (RandomAccessFile file =
                new RandomAccessFile(data().resolve("agent-maintenance.db").toFile(), "rw")) {
            byte[] damage = new byte[8 * 4096];
            Arrays.fill(damage, (byte) 0xA5);
            file.seek(3 * 4096L);
            file.write(damage);
        }
        CommandRun run = CommandRun.of("--port", "0", "--data", data().toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("the file is damaged; restore it from a backup");
        assertThat(run.err()).doesNotContain("listen");
    }

    @Test
    @DisplayName("does not start with a damaged key, and gives the folder free")
    void refusesADamagedKey() throws Exception {
        started(FILE).close();
        Path key = data().resolve("token-key");
        byte[] whole = Files.readAllBytes(key);
        Files.write(key, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> started(FILE))
                .isInstanceOf(StorageFailure.class)
                .hasMessageStartingWith("Could not open the data folder: the file " + key + " has no key of 32 bytes.");
        Files.write(key, whole);
        started(FILE).close();
    }

    @Test
    @DisplayName(
            "keeps tasks in the folder that the configuration file names, unless the command line names another one")
    void readsTheFolderFromTheFile() throws Exception {
        String file = FILE + "data: '" + temporary.resolve("of-file") + "'\n";
        ServerConfiguration configuration =
                ConfigurationFile.read("test.yaml", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        assertThat(configuration.data()).isEqualTo(temporary.resolve("of-file"));
        assertThat(configuration.with(null, null).data()).isEqualTo(temporary.resolve("of-file"));
        assertThat(configuration.with(data(), null).data()).isEqualTo(data());
    }

    @Test
    @DisplayName("is refused with exit code 1 and one sentence if another server has the folder")
    void refusesAFolderInUse() throws Exception {
        Service first = started(FILE);
        assertRefused("Could not open the data folder: the folder " + data()
                + " is in use by another process or store. Only one at a time can use it; stop the other one first.");
        first.close();
    }

    @Test
    @DisplayName("is refused with exit code 1 and one sentence if the folder has a file of another program")
    void refusesAFileOfAnotherProgram() throws Exception {
        Files.createDirectory(data());
        Path file = Files.writeString(data().resolve("agent-maintenance.db"), "My diary.\n".repeat(100));
        assertRefused("Could not open the data folder: the file " + file
                + " is not of this program, and was not changed. Use another folder, or move the file away.");
        assertThat(file).hasContent("My diary.\n".repeat(100));
    }

    @Test
    @DisplayName("is refused with exit code 1 and one sentence if the folder is a file")
    void refusesAFileAsFolder() throws Exception {
        Files.createFile(data());
        assertRefused("Could not open the data folder: cannot create the folder " + data() + ": it is not a folder");
    }

    @Test
    @DisplayName("is refused with exit code 1 and one sentence if the folder is read-only")
    void refusesAReadOnlyFolder() throws Exception {
        Files.createDirectory(data());
        Assumptions.assumeTrue(
                data().toFile().setWritable(false) && !Files.isWritable(data()), "this user may write everywhere");
        assertRefused("Could not open the data folder: cannot write in the folder " + data() + ": permission denied");
    }

    @Test
    @DisplayName(
            "is refused with exit code 2 if the configuration file names a database, on the command line or in the file")
    void refusesADatabaseBesideTheFolder() throws Exception {
        String file = FILE + "database: {url: 'jdbc:postgresql://h/d'}\n";
        Path config = Files.writeString(temporary.resolve("f.yaml"), file);
        CommandRun run = CommandRun.of("--config", config.toString(), "--data", data().toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines(temporary))
                .containsExactly(
                        "Invalid value for option '--data': the configuration file names a database; use one of the two");

        CommandRun ofFile = CommandRun.ofFile(temporary, (file + "data: d\n").getBytes(StandardCharsets.UTF_8));
        assertThat(ofFile.exitCode()).isEqualTo(2);
        assertThat(ofFile.lines(temporary))
                .containsExactly(
                        "f.yaml: data must not be set beside a database: tasks are kept in one place (line 13)");
    }

    private void assertRefused(String message) {
        CommandRun run = CommandRun.of("--port", "0", "--data", data().toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualTo(message + "\n");
    }

    private String logIn(Service service) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(uri(service, "/v3/auth/tokens"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("""
                                        {"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"alice",
                                        "password":"marker-pw","domain":{"name":"acme"}}}},
                                        "scope":{"project":{"name":"demo"}}}}"""))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("X-Subject-Token")
                .orElseThrow();
    }

    private int statusOf(Service service, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(service, "/v3/demo/agent-invocations"))
                .header("X-Auth-Token", token)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private String create(Service service, String request) throws Exception {
        return post(service, "/v3/demo/agent-invocations/batch-create", request);
    }

    private String states(Service service, String server) throws Exception {
        return post(service, "/v3/demo/agent-status/batch-query", "{\"instance_ids\":[\"" + server + "\"]}");
    }

    private String idOf(Service service, String server) throws Exception {
        Matcher id = Pattern.compile("\"invocation_id\":\"([^\"]*)\"").matcher(list(service, server));
        assertThat(id.find()).isTrue();
        return id.group(1);
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
