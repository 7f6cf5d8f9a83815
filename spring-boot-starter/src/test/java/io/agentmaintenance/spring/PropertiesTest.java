package io.agentmaintenance.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.spring.Hosts.TwoBeans;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

@DisplayName("The properties")
class PropertiesTest {
    private static final String SECRET = "a secret with spaces";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path|ces|must be empty, or a path such as /ces",
                "path|/v3/ces|must be empty, or a path such as /ces",
                "path|/ces/|must be empty, or a path such as /ces",
                "retention|0s|must be longer than zero and at most 36,500 days",
                "limits.pick-up|-1s|must be longer than zero and at most 36,500 days",
                "limits.execution|36501d|must be longer than zero and at most 36,500 days",
                "limits.rollback-window|0s|must be longer than zero and at most 36,500 days",
                "supervision.expire-every|11s|must be 100 milliseconds to 10 seconds",
                "supervision.resume-every|0s|must be 1 second to 10 minutes",
                "supervision.work-every|1ms|must be 10 milliseconds to 10 seconds",
                "memory.history|0|must be 1 to 100,000,000",
                "memory.active|10000001|must be 1 to 10,000,000",
                "postgresql.schema|Agents|must match [a-z_][a-z0-9_]{0,62}",
                "db-scheduler.threads|1001|must be 1 to 1,000",
                "db-scheduler.node|node one|must match [0-9A-Za-z_.-]{1,31}",
                "versions[0].version|2 7|must match ^[0-9A-Za-z_.-]{1,64}$"
            })
    @DisplayName("outside their bounds end the start with their name and the bounds")
    void refusesAValueOutsideItsBounds(String name, String value, String rule) {
        Hosts.plain()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues("agent-maintenance." + name + "=" + value)
                .run(context -> assertThat(Hosts.text(context.getStartupFailure()))
                        .contains("The property agent-maintenance." + name + " " + rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=x,value=" + SECRET + ",project=p|value must have 1 to 16,384 visible ASCII characters",
                "name=x,project=p|value must have 1 to 16,384 visible ASCII characters",
                "name=x,value=${NOT_SET},project=p|value must not be a placeholder: the variable that it names is not set",
                "value=x,project=p|name must have 1 to 64 characters",
                "name=x,value=x|project must match ^[a-z0-9]{1,64}$",
                "name=x,value=x,project=P|project must match ^[a-z0-9]{1,64}$",
                "name=x,value=x,project=p,actions=|actions must name at least one of create, list, status"
            })
    @DisplayName("of a token are checked, and the token is not quoted")
    void refusesABadToken(String token, String rule) {
        Hosts.plain()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues(java.util.Arrays.stream(token.split(","))
                        .map(part -> "agent-maintenance.tokens[0]." + part)
                        .toArray(String[]::new))
                .run(context -> assertThat(Hosts.text(context.getStartupFailure()))
                        .contains("agent-maintenance.tokens[0]." + rule)
                        .doesNotContain(SECRET));
    }

    @Test
    @DisplayName("may name a token once for each project")
    void refusesTheSameTokenAndProjectTwice() {
        Hosts.plain()
                .withPropertyValues(Hosts.TOKENS)
                .withPropertyValues(
                        "agent-maintenance.tokens[1].name=bob",
                        "agent-maintenance.tokens[1].value=" + Hosts.TOKEN,
                        "agent-maintenance.tokens[1].project=platform")
                .run(context -> assertThat(Hosts.text(context.getStartupFailure()))
                        .contains("agent-maintenance.tokens[1].project must not be the project of an element before it")
                        .doesNotContain(Hosts.TOKEN));
    }

    @Test
    @DisplayName("with a name that is not known end the start")
    void refusesANameThatIsNotKnown() {
        Hosts.plain()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues(Hosts.VERSION, "agent-maintenance.limits.pickup-time=5m")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("agent-maintenance.limits.pickup-time"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokens[0].vlaue", "tokens[0].expires", "token[0].value"})
    @DisplayName("that are misspelled or cannot be read are named without their value, which may be a token")
    void doesNotQuoteTheValueOfAMistake(String name) {
        Hosts.plain()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues(Hosts.VERSION)
                .withPropertyValues(Hosts.TOKENS)
                .withPropertyValues("agent-maintenance." + name + "=" + SECRET)
                .run(context -> {
                    FailureAnalysis analysis = new SettingFailureAnalyzer().analyze(context.getStartupFailure());
                    assertThat(analysis.getDescription() + analysis.getAction())
                            .contains("agent-maintenance." + name)
                            .doesNotContain(SECRET);
                });
    }

    @Test
    @DisplayName("take a relative folder as it is, also if the class path has a folder of this name")
    void keepsARelativeFolder() {
        Hosts.plain()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues(Hosts.VERSION, "agent-maintenance.sqlite.directory=META-INF")
                .run(context -> assertThat(context.getBean(AgentMaintenanceProperties.class)
                                .sqlite()
                                .directory())
                        .isEqualTo("META-INF"));
    }

    @Test
    @DisplayName("do not show a token when they are logged")
    void doesNotShowTokens() {
        Hosts.plain()
                .withUserConfiguration(TwoBeans.class)
                .withPropertyValues(Hosts.VERSION)
                .withPropertyValues(Hosts.TOKENS)
                .run(context -> assertThat(context.getBean(AgentMaintenanceProperties.class)
                                .toString())
                        .contains("alice")
                        .doesNotContain(Hosts.TOKEN));
    }
}
