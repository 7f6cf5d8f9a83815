package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.TimeLimits;
import io.agentmaintenance.emulator.FleetSetup;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("A configuration file")
class ConfigurationFileTest {
    private static final String VALID = "versions: [{version: 1.0}]\nprojects: [{id: p, servers: [{any: true}]}]\n";
    private static final String HEAD = "versions: [{version: 1.0}]\nprojects: [{id: p, ";

    private static final long MIB = 1 << 20;
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

    private static ServerConfiguration read(String text) throws ConfigurationException {
        return read(text, 1024 * MIB);
    }

    private static ServerConfiguration read(String text, long heap) throws ConfigurationException {
        return read(text.getBytes(UTF_8), heap);
    }

    private static ServerConfiguration read(byte[] bytes, long heap) throws ConfigurationException {
        return ConfigurationFile.read("test.yaml", new ByteArrayInputStream(bytes), heap, NOW);
    }

    private static List<String> warningsOf(String text) throws ConfigurationException {
        Logger log = (Logger) LoggerFactory.getLogger(ConfigurationFile.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            read(text);
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list).allMatch(line -> line.getLevel() == Level.WARN);
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    @Test
    @DisplayName("may leave out almost everything")
    void mayLeaveOutAlmostEverything() throws Exception {
        ServerConfiguration configuration = read("versions: [{version: 1.0}]\nprojects: [{id: p}]", 2048 * MIB);
        assertThat(configuration.history()).isEqualTo(100_000);
        assertThat(configuration.active()).isEqualTo(1_000_000);
        assertThat(configuration.rememberedServers()).isEqualTo(10_000);
        assertThat(configuration.timeLimits()).isEqualTo(TimeLimits.standard());
        assertThat(configuration.projects().get(0).serversOrNone()).isEmpty();
    }

    @Test
    @DisplayName("may be the example of the document")
    void documentedExampleIsValid() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "configuration.md"));
        String example = document.substring(document.indexOf("```yaml\n") + 8, document.indexOf("```\n\nNames of"));
        assertThat(read(example).projects().get(0).serversOrNone()).hasSize(3);
        assertThat(warningsOf(example)).isEmpty();
    }

    @Test
    @DisplayName("may be JSON")
    void mayBeWrittenInJson() throws Exception {
        ServerConfiguration configuration =
                read("{\"versions\":[{\"version\":\"1.0\"}],\"limits\":{\"pickUp\":\"PT7S\"},"
                        + "\"projects\":[{\"id\":\"p\",\"tokens\":[{\"name\":\"n\",\"value\":\"v\"}]}]}");
        assertThat(configuration.timeLimits().pickUp()).isEqualTo(Duration.ofSeconds(7));
        assertThat(configuration.projects().get(0).tokensOrNone()).hasSize(1);
    }

    @Test
    @DisplayName("may be UTF-8 or UTF-16, with a byte order mark")
    void mayHaveAByteOrderMark() throws Exception {
        String named = "versions: [{version: 1.0}]\nprojects: [{id: p, name: 'm\u00fc\ud83d\ude80'}]";
        for (byte[] bytes : List.of(
                named.getBytes(UTF_8),
                ("\ufeff" + named).getBytes(UTF_8),
                ("\ufeff" + named).getBytes(UTF_16LE),
                ("\ufeff" + named).getBytes(UTF_16BE))) {
            assertThat(read(bytes, 1024 * MIB).projects().get(0).name()).isEqualTo("m\u00fc\ud83d\ude80");
        }
    }

    @Test
    @DisplayName("may have settings without a value, which are left out, and references")
    void mayHaveEmptySettingsAndReferences() throws Exception {
        ServerConfiguration configuration = read("versions: [{version: 1.0}]\nhistory:\nidentity: null\n"
                + "projects: [{id: p, servers: &all [{any: true}]}, {id: q, servers: *all}]");
        assertThat(configuration.history()).isEqualTo(100_000);
        assertThat(configuration.identity()).isNull();
        assertThat(configuration.projects().get(1).serversOrNone()).hasSize(1);
    }

    @Test
    @DisplayName("may give the servers of a pattern names and addresses, which tasks and states show")
    void namesAndAddressesOfAPatternReachTheFleet() throws Exception {
        ServerConfiguration configuration = read(
                "versions: [{version: 1.0}]\nprojects: [{id: p, servers: ["
                        + "{pattern: web-%02d, from: 1, to: 20, name: 'Web %d', intranetIps: [10.0.0.255], elasticIps: [203.0.113.1]}]}]");
        InMemoryFleet fleet = new InMemoryFleet();
        FleetSetup setup = new FleetSetup(fleet);
        configuration
                .projects()
                .get(0)
                .serversOrNone()
                .forEach(entry -> setup.add(ProjectId.of("p"), entry.definition()));
        InstanceId second = InstanceId.of("web-02");
        assertThat(fleet.find(ProjectId.of("p"), List.of(second)).get(second).profile())
                .isEqualTo(new InstanceProfile(
                        second, "Web 2", InstanceType.ECS, List.of("10.0.1.0"), List.of("203.0.113.2")));
    }

    @Test
    @DisplayName("may limit how many servers of an entry any: true are remembered")
    void mayLimitTheRememberedServers() throws Exception {
        assertThat(read(VALID + "rememberedServers: 7").rememberedServers()).isEqualTo(7);
    }

    @Test
    @DisplayName("that needs more memory than the heap is refused with what fits")
    void refusesWhatDoesNotFitTheHeap() {
        assertThatThrownBy(() -> read(
                        VALID.replace("any: true", "any: true}, {pattern: s-%d, from: 1, to: 10000000")
                                + "active: 900000\nhistory: 2000000\nrememberedServers: 10000000\n",
                        512 * MIB))
                .hasMessage("""
                        test.yaml: projects[0].servers[1] has too many servers: at most 2097152 more fit the heap of 512 MiB (line 2)
                        test.yaml: active must be at most 524288, because more do not fit the heap of 512 MiB (line 3)
                        test.yaml: history must be at most 748982, because more do not fit the heap of 512 MiB (line 4)
                        test.yaml: rememberedServers must be at most 1133595, because more do not fit the heap of 512 MiB (line 5)""");
        assertThatThrownBy(() -> read(
                        VALID.replace(
                                "any: true",
                                "pattern: s-%d, from: 1, to: 2000000, name: n%d, intranetIps: [10.0.0.1], elasticIps: [10.0.0.1]"),
                        512 * MIB))
                .hasMessage(
                        "test.yaml: projects[0].servers[0] has too many servers: at most 998643 more fit the heap of 512 MiB (line 2)");
        // The memory that servers need is not there for tasks.
        assertThatThrownBy(() -> read(
                        VALID.replace("any: true", "pattern: s-%d, from: 1, to: 2000000") + "history: 100000\n",
                        512 * MIB))
                .hasMessage(
                        "test.yaml: history must be at most 34697, because more do not fit the heap of 512 MiB (line 3)");
    }

    @Test
    @DisplayName("that does not limit tasks gets limits that fit the heap")
    void defaultsFitTheHeap() throws Exception {
        ServerConfiguration small = read(VALID, 128 * MIB);
        assertThat(small.history()).isEqualTo(59_918);
        assertThat(small.active()).isEqualTo(41_943);
        ServerConfiguration two = read(VALID.replace("[{id: p,", "[{id: q}, {id: p,"), 128 * MIB);
        assertThat(two.history()).isEqualTo(29_959);
        assertThat(two.active()).isEqualTo(41_943);
        assertThat(read(VALID, 16 * MIB).active()).isEqualTo(10_000);
    }

    @Test
    @DisplayName("gets a warning with its place for what is legal and probably wrong, and starts")
    void warnsOfWhatIsProbablyWrong() throws Exception {
        String text = """
                versions: [{version: 1.0}]
                history: 800000
                rememberedServers: 800000
                projects:
                  - id: p
                    tokens:
                      - {name: n, value: v, expires: 2026-11-30T12:00:00Z}
                      - {name: m, value: w, expires: 2026-11-30T12:00:01Z}
                    keys: [{name: n, access: AK1, secret: s}]
                    servers: [{any: true}]
                  - id: q
                    tokens: [{name: other, value: v}, {name: m, value: w}]
                    keys: [{name: other, access: AK1, secret: s}]
                """;
        assertThat(warningsOf(text))
                .containsExactly(
                        "test.yaml: history counts for each project; so much in all of them does not fit the heap of 1024 MiB (line 2)",
                        "test.yaml: rememberedServers counts for each project; so much in all of them does not fit the heap of 1024 MiB (line 3)",
                        "test.yaml: projects[0].tokens[0].expires is in the past, so the token is not accepted (line 7)",
                        "test.yaml: projects[1].tokens[0] has the token of projects[0].tokens[0] (line 7) under another name; the log shows the name there (line 12)",
                        "test.yaml: projects[1].keys[0] has the access key of projects[0].keys[0] (line 9) under another name; the log shows the name there (line 13)");
        assertThat(warningsOf(VALID)).isEmpty();
        assertThat(warningsOf(VALID.replace("{id: p", "{id: p, name: eu-west-0")))
                .containsExactly("test.yaml: projects[0].name has no effect without identity (line 2)");
        assertThat(warningsOf(VALID.replace("{id: p", "{id: p, name: eu-west-0") + "identity: {domain: d}\n"))
                .isEmpty();
    }

    @Test
    @DisplayName("that is too large is refused")
    void refusesAFileThatIsTooLarge() {
        assertThatThrownBy(() -> ConfigurationFile.read("test.yaml", new ZeroStream()))
                .hasMessage("test.yaml: must not have more than 67108864 bytes");
    }

    @Test
    @DisplayName("with too many references is refused")
    void refusesTooManyReferences() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            laughs.append("a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ", ").repeat(10) + "]\n");
        }
        assertThatThrownBy(() -> read(laughs.toString()))
                .hasMessage(
                        "test.yaml: is not valid YAML or JSON: there are more than 50 references with * to lists and"
                                + " mappings (line 7, column 10)");
        assertThatThrownBy(() -> read("versions: &a [*a]\nprojects: &b [{id: p, servers: *b}]"))
                .hasMessage("test.yaml: versions[0] must be a mapping of settings (line 1)\n"
                        + "test.yaml: projects[0].servers[0].servers is not a known setting (line 2)");
    }

    @Test
    @DisplayName("is refused without quoting what may be a secret")
    void isRefusedWithoutQuotingASecret() {
        String secret = "s3cr3t-marker";
        for (String text : new String[] {
            HEAD + "tokens: [{name: n, value: {x: " + secret + "}}]}]",
            HEAD + "tokens: [{name: n, value: " + secret + ", expires: " + secret + "}]}]",
            HEAD + "tokens: [{name: n, value: " + secret.repeat(2000) + "}]}]",
            HEAD + "tokens: [{name: n, value: '" + secret + "}]}]",
        }) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(ConfigurationException.class)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(secret));
        }
    }

    @Test
    @DisplayName("that names one access key with two secrets is refused, with both places and no secret")
    void refusesTwoSecretsOfOneAccessKey() {
        String text = """
                versions: [{version: 1.0}]
                projects:
                  - id: p
                    keys:
                      - {name: n, access: AK1, secret: s3cr3t-one}
                      - {name: n, access: AK2, secret: s3cr3t-two, securityToken: s3cr3t-three}
                      - {name: n, access: AK3, secret: s3cr3t-two}
                  - id: q
                    keys:
                      - {name: n, access: AK1, secret: s3cr3t-other}
                      - {name: n, access: AK2, secret: s3cr3t-two, securityToken: s3cr3t-other}
                      - {name: n, access: AK3, secret: s3cr3t-two, securityToken: s3cr3t-other}
                """;
        assertThatThrownBy(() -> read(text)).hasMessage("""
                test.yaml: projects[1].keys[0] has the access key of projects[0].keys[0] (line 5), so it must have its secret and securityToken too (line 10)
                test.yaml: projects[1].keys[1] has the access key of projects[0].keys[1] (line 6), so it must have its secret and securityToken too (line 11)
                test.yaml: projects[1].keys[2] has the access key of projects[0].keys[2] (line 7), so it must have its secret and securityToken too (line 12)""");
    }

    @Test
    @DisplayName("may name a token and an access key in several projects")
    void mayNameACredentialInSeveralProjects() throws Exception {
        String credentials = "tokens: [{name: n, value: v}], keys: [{name: n, access: AK1, secret: s}]";
        ServerConfiguration configuration = read(
                "versions: [{version: 1.0}]\nprojects: [{id: p, " + credentials + "}, {id: q, " + credentials + "}]");
        assertThat(configuration.projects()).hasSize(2);
    }

    /** Bytes without end. */
    private static final class ZeroStream extends InputStream {
        @Override
        public int read() {
            return 0;
        }
    }
}
