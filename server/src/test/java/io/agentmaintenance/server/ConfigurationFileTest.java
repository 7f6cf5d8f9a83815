package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.domain.TimeLimits;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A configuration file")
class ConfigurationFileTest {
    private static final String HEAD = "versions: [{version: 1.0}]\nprojects: [{id: p, ";

    private static ServerConfiguration read(String text) throws ConfigurationException {
        return ConfigurationFile.read("test.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    @DisplayName("may leave out almost everything")
    void minimal() throws Exception {
        ServerConfiguration configuration = read("versions: [{version: 1.0}]\nprojects: [{id: p}]");
        assertThat(configuration.historyOrDefault()).isEqualTo(100_000);
        assertThat(configuration.timeLimits()).isEqualTo(TimeLimits.standard());
        assertThat(configuration.projects().get(0).serversOrNone()).isEmpty();
    }

    @Test
    @DisplayName("may be JSON")
    void json() throws Exception {
        ServerConfiguration configuration =
                read("{\"versions\":[{\"version\":\"1.0\"}],\"limits\":{\"pickUp\":\"PT7S\"},"
                        + "\"projects\":[{\"id\":\"p\",\"tokens\":[{\"name\":\"n\",\"value\":\"v\"}]}]}");
        assertThat(configuration.timeLimits().pickUp()).isEqualTo(Duration.ofSeconds(7));
        assertThat(configuration.projects().get(0).tokensOrNone()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "servers: [{id: a_b}]}] | projects[0].servers[0].id must match [a-zA-Z0-9-]{1,64} (line 2)",
                "servers: [{id: a, pattern: b-%d, from: 1, to: 2}]}] | projects[0].servers[0] must have exactly one of",
                "servers: [{pattern: b-%d}]}] | projects[0].servers[0] must have exactly one of",
                "servers: [{pattern: b-%d, from: 2, to: 1}]}] | projects[0].servers[0] must have exactly one of",
                "servers: [{pattern: b, from: 1, to: 2}]}] | projects[0].servers[0].pattern must match",
                "servers: [{id: a, uniAgent: RUNNING}]}] | projects[0].servers[0].uniAgent must be one of none, running, silent, unknown",
                "servers: [{id: a, agent: {status: none, version: 1.0}}]}] | projects[0].servers[0].agent must not have a version",
                "servers: [{id: a, behavior: {kind: explode}}]}] | projects[0].servers[0].behavior.kind must be one of succeed",
                "servers: [{id: a, behavior: {kind: hang, pickUp: soon}}]}] | projects[0].servers[0].behavior.pickUp must be an ISO 8601 duration",
                "servers: [{id: a, behavior: {kind: hang, pickUp: -PT1S}}]}] | projects[0].servers[0].behavior.pickUp must not be negative",
                "servers: [{id: a, behavior: {kind: hang, pickUp: P36501D}}]}] | projects[0].servers[0].behavior.pickUp must be at most 36,500 days",
                "tokens: [{name: n}]}] | projects[0].tokens[0].value is required (line 2)",
                "tokens: [{name: n, value: v, actions: [delete]}]}] | projects[0].tokens[0].actions[0] must be one of create, list, status",
                "tokens: [{name: n, value: v, colour: red}]}] | projects[0].tokens[0].colour is not a known setting",
                "id: q}] | projects[0].id is named twice (line 2)",
                "servers: [}] | is not valid YAML or JSON (line 2",
                "}]\\nlimits: {execution: PT0S} | limits.execution must be longer than zero",
                "}]\\nhistory: 0 | history must be a whole number from 1 to 100000000 (line 3)",
                "}]\\nlimits: {execution: PT0.0009S} | limits.execution must be longer than zero",
                "servers: [{pattern: 123456789-123456789-123456789-123456789-123456789-123456789-x%04d, from: 1, to: 2}]}] | servers[0].pattern must have 1 to 64 characters",
                "}]\\nhistory: many | history must be a whole number from 1 to 100000000",
                "}]\\nactive: [1] | active must be a single value",
                "}]\\ntrustedProxies: [proxy.test] | trustedProxies[0] must match",
                "}]\\ntrustedProxies: [abc] | trustedProxies[0] must match",
                "}]\\ntrustedProxies: [10.0.0.0/99] | trustedProxies[0] must be an IP address or a range such as 10.0.0.0/8 (line 3)",
                "}]\\ntrustedProxies: 10.0.0.1 | trustedProxies must be a list",
                "}]\\nidentity: {domain: d, tokenKey: short} | identity.tokenKey must have 32 to 1024 characters (line 3)",
                "}]\\nstrict: maybe | strict must be one of true, false",
                "}]\\nlimits: PT1S | limits must be a mapping of settings",
                "}]\\nidentity: {domain: d, users: [{name: n}]} | identity.users[0].password is required",
                "tokens: {name: n}}] | projects[0].tokens must be a list of 0 to 10000 elements",
                "tokens: [n]}] | projects[0].tokens[0] must be a mapping of settings",
                "tokens: [{name: n, value: v, expires: never}]}] | projects[0].tokens[0].expires must be a moment",
                "name: ''}] | projects[0].name must have 1 to 64 characters",
                "? [a, b]\\n: c}] | is not valid YAML or JSON",
            })
    @DisplayName("that is not valid is refused, and the setting is named")
    void refused(String rest, String problem) {
        assertThatThrownBy(() -> read(HEAD + rest.replace("\\n", "\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
    }

    @Test
    @DisplayName("may say that a setting is left out, and repeat itself by a reference")
    void nullsAndReferences() throws Exception {
        ServerConfiguration configuration = read("versions: [{version: 1.0}]\nhistory:\nidentity: null\n"
                + "projects: [{id: p, servers: &all [{any: true}]}, {id: q, servers: *all}]");
        assertThat(configuration.historyOrDefault()).isEqualTo(100_000);
        assertThat(configuration.identity()).isNull();
        assertThat(configuration.projects().get(1).serversOrNone()).hasSize(1);
    }

    @Test
    @DisplayName(
            "that is wrong in several places is told all of them, each with its line, and no consequence of one as another")
    void allProblems() {
        String text = """
                versions: [{version: 1.0}]
                history: 0
                projects:
                  - id: P
                    servers: [{id: a_b}]
                    colour: red
                """;
        String told = """
                test.yaml:
                  history must be a whole number from 1 to 100000000 (line 2)
                  projects[0].id must match [a-z0-9]{1,64} (line 4)
                  projects[0].servers[0].id must match [a-zA-Z0-9-]{1,64} (line 5)
                  projects[0].colour is not a known setting (line 6)""";
        assertThatThrownBy(() -> read(text)).hasMessage(told);
    }

    @Test
    @DisplayName("is refused without quoting what may be a secret")
    void noSecrets() {
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
                test.yaml:
                  projects[1].keys[0] has the access key of projects[0].keys[0] (line 5), so it must have its secret and securityToken too (line 10)
                  projects[1].keys[1] has the access key of projects[0].keys[1] (line 6), so it must have its secret and securityToken too (line 11)
                  projects[1].keys[2] has the access key of projects[0].keys[2] (line 7), so it must have its secret and securityToken too (line 12)""");
    }

    @Test
    @DisplayName("that names a token or an access key twice for one project is refused, with both places")
    void refusesACredentialTwiceInOneProject() {
        String text = """
                versions: [{version: 1.0}]
                projects:
                  - id: p
                    tokens:
                      - {name: n, value: s3cr3t}
                      - {name: m, value: s3cr3t, actions: [list]}
                    keys:
                      - {name: n, access: AK1, secret: s3cr3t}
                      - {name: n, access: AK1, secret: s3cr3t}
                """;
        assertThatThrownBy(() -> read(text)).hasMessage("""
                test.yaml:
                  projects[0].tokens[1] has the token of projects[0].tokens[0] (line 5) again for the same project (line 6)
                  projects[0].keys[1] has the access key of projects[0].keys[0] (line 8) again for the same project (line 9)""");
    }

    @Test
    @DisplayName("may name a token and an access key in several projects")
    void mayNameACredentialInSeveralProjects() throws Exception {
        String credentials = "tokens: [{name: n, value: v}], keys: [{name: n, access: AK1, secret: s}]";
        ServerConfiguration configuration = read(
                "versions: [{version: 1.0}]\nprojects: [{id: p, " + credentials + "}, {id: q, " + credentials + "}]");
        assertThat(configuration.projects()).hasSize(2);
    }

    @Test
    @DisplayName("that is empty or missing is refused in plain words")
    void missing() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> read("[a]")).hasMessageContaining("the file must be a mapping of settings");
        assertThatThrownBy(() -> read("versions: []"))
                .hasMessageContaining("versions must be a list of 1 to 1000 elements")
                .hasMessageContaining("projects is required");
        assertThatThrownBy(() -> ConfigurationFile.read(Path.of("no-such-file.yaml")))
                .hasMessageContaining("there is no such file");
    }
}
