package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentmaintenance.adapter.http.RequestValidator;
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

    private final ConfigurationFile file = new ConfigurationFile(RequestValidator.create());

    private ServerConfiguration read(String text) throws ConfigurationException {
        return file.read("test.yaml", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
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
                "servers: [{id: a_b}]}] | projects[0].servers[0].id must match",
                "servers: [{id: a, pattern: b-%d, from: 1, to: 2}]}] | projects[0].servers[0] must have exactly one of",
                "servers: [{pattern: b-%d}]}] | projects[0].servers[0] must have exactly one of",
                "servers: [{pattern: b-%d, from: 2, to: 1}]}] | projects[0].servers[0] must have exactly one of",
                "servers: [{pattern: b, from: 1, to: 2}]}] | projects[0].servers[0].pattern must match",
                "servers: [{id: a, uniAgent: RUNNING}]}] | projects[0].servers[0].uniAgent must match",
                "servers: [{id: a, agent: {status: none, version: 1.0}}]}] | projects[0].servers[0].agent must not have a version",
                "servers: [{id: a, behavior: {kind: explode}}]}] | projects[0].servers[0].behavior.kind must match",
                "servers: [{id: a, behavior: {kind: hang, pickUp: soon}}]}] | projects[0].servers[0].behavior.pickUp has a value of the wrong kind",
                "servers: [{id: a, behavior: {kind: hang, pickUp: -PT1S}}]}] | projects[0].servers[0].behavior.pickUp must not be negative",
                "tokens: [{name: n}]}] | projects[0].tokens[0].value must not be null",
                "tokens: [{name: n, value: v, actions: [delete]}]}] | projects[0].tokens[0].actions[0]",
                "tokens: [{name: n, value: v, colour: red}]}] | projects[0].tokens[0].colour is not a known setting",
                "id: q}] | is not valid YAML or JSON (line 2",
                "servers: [}] | is not valid YAML or JSON (line 2",
                "}]\\nlimits: {execution: PT0S} | limits.execution must be longer than zero",
                "}]\\nhistory: 0 | history must be greater than or equal to 1",
            })
    @DisplayName("that is not valid is refused, and the setting is named")
    void refused(String rest, String problem) {
        assertThatThrownBy(() -> read(HEAD + rest.replace("\\n", "\n")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem);
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
    @DisplayName("that is empty or missing is refused in plain words")
    void missing() {
        assertThatThrownBy(() -> read("")).hasMessageContaining("is empty, or not a mapping of settings");
        assertThatThrownBy(() -> file.read(Path.of("no-such-file.yaml"))).hasMessageContaining("there is no such file");
    }
}
