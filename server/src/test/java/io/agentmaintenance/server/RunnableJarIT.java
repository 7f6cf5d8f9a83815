package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The runnable jar")
class RunnableJarIT {
    private static final Pattern URL = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+/v3/demo/[^'\\s]*)");
    private static final Pattern BODY = Pattern.compile("-d '([^']*)'");

    @Test
    @DisplayName("starts the demo, prints commands that work, and stops with exit code 0")
    void startsTheDemo() throws Exception {
        try (RunningJar jar =
                RunningJar.start("--port", "0").upTo("Agent Maintenance").upTo("Ctrl-C")) {
            String banner = String.join("\n", jar.banner);
            Matcher urls = URL.matcher(banner);
            Matcher bodies = BODY.matcher(banner);
            HttpClient http = HttpClient.newHttpClient();
            for (int status : new int[] {201, 200, 200}) {
                assertThat(urls.find()).isTrue();
                HttpRequest.Builder request =
                        HttpRequest.newBuilder(URI.create(urls.group(1))).header("X-Auth-Token", "demo-token");
                if (!urls.group(1).contains("?")) {
                    assertThat(bodies.find()).isTrue();
                    request.header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(bodies.group(1)));
                }
                HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                ApiDescription.published().requires(Exchange.of(answer, null));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
                assertThat(answer.body()).contains("instancexxx001");
            }
            assertThat(banner).contains("All tasks and agent states are in memory: a restart loses them.");
            assertThat(jar.terminate()).isZero();
            assertThat(jar.rest())
                    .doesNotContain("demo-token")
                    .endsWith("Stopped. All tasks and agent states were in memory and are lost.\n");
        }
    }

    @Test
    @DisplayName(
            "runs on a configuration file, and refuses an invalid one with exit code 2 and the name of the setting")
    void runsOnAConfigurationFile(@TempDir Path dir) throws Exception {
        Path good = Files.writeString(
                dir.resolve("good.yaml"), "versions: [{version: 1.0}]\nprojects: [{id: p, servers: [{any: true}]}]");
        try (RunningJar jar =
                RunningJar.start("--port", "0", "--config", good.toString()).upTo("Agent Maintenance")) {
            assertThat(jar.port()).isPositive();
            assertThat(jar.terminate()).isZero();
        }
        Path bad = Files.writeString(dir.resolve("bad.yaml"), "versions: [{version: 1.0}]\nprojects: [{id: P}]");
        try (RunningJar jar = RunningJar.start("--config", bad.toString())) {
            assertThat(jar.rest()).contains("projects[0].id must match").doesNotContain("Exception");
            assertThat(jar.exitCode()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("logs a refused request in one line with its time in UTC, and no line of Jetty")
    void logsARefusedRequestInOneLine() throws Exception {
        try (RunningJar jar = RunningJar.start("--port", "0").upTo("Agent Maintenance")) {
            URI list = URI.create("http://127.0.0.1:" + jar.port() + "/v3/demo/agent-invocations");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
            ApiDescription.published().requires(Exchange.of(answer, null));
            jar.terminate();
            String time = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
            assertThat(jar.rest().lines().filter(line -> line.matches("\\d{4}-.*")))
                    .singleElement(STRING)
                    .matches(time + " INFO {2}AgentMaintenanceApi request \\w+ GET LIST -> 401: ces.0015 .*");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1~Host: a/{}~~", "GET /{} HTTP/1.1~Host: h~~", "GET / HTTP/1.1~{}~~"})
    @DisplayName("logs little, and little of their text, whatever callers without credentials send")
    void flood(String form) throws Exception {
        int requests = 300;
        long start = System.nanoTime();
        String text = "x".repeat(20_000);
        try (RunningJar jar = RunningJar.start("--port", "0").upTo("Agent Maintenance")) {
            for (int i = 0; i < requests; i++) {
                try (RawHttp http = RawHttp.ofAnother(jar.port())) {
                    http.send(form.replace("{}", text).replace("~", "\r\n"));
                    assertThat(http.answer()).startsWith("HTTP/1.1 4");
                }
            }
            jar.terminate();
            assertThat(jar.rest()).doesNotContain("x".repeat(257));
            // At most 20 lines a second of each of two classes, whatever the pace of this machine.
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + 2;
            assertThat(jar.rest().lines().count()).isLessThan(45 * seconds);
        }
    }

    @Test
    @DisplayName("reports that its port is in use, with exit code 1")
    void reportsAPortThatIsInUse() throws Exception {
        try (RunningJar first = RunningJar.start("--port", "0").upTo("Agent Maintenance");
                RunningJar second = RunningJar.start("--port", Integer.toString(first.port()))) {
            assertThat(second.rest()).contains("Could not listen on 127.0.0.1:").doesNotContain("\tat ");
            assertThat(second.exitCode()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("prints help with its options and exit codes, and rejects an unknown option with exit code 2")
    void printsHelp() throws Exception {
        try (RunningJar jar = RunningJar.start("--help")) {
            assertThat(jar.rest()).contains("--host", "--port", "--config", "127.0.0.1", "8080", "Exit codes");
            assertThat(jar.exitCode()).isZero();
        }
        try (RunningJar jar = RunningJar.start("--colour")) {
            assertThat(jar.rest()).contains("Unknown option: '--colour'");
            assertThat(jar.exitCode()).isEqualTo(2);
        }
    }
}
