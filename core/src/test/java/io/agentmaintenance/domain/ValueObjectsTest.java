package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.TaskBuilder.aTask;
import static io.agentmaintenance.fixture.TestValues.OTHER_PROJECT;
import static io.agentmaintenance.fixture.TestValues.PROJECT;
import static io.agentmaintenance.fixture.TestValues.agentBroken;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentStopped;
import static io.agentmaintenance.fixture.TestValues.agentUnknown;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.server;
import static io.agentmaintenance.fixture.TestValues.servers;
import static io.agentmaintenance.fixture.TestValues.task;
import static io.agentmaintenance.fixture.TestValues.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Value objects reject illegal values:")
class ValueObjectsTest {
    @Nested
    @DisplayName("the state of an agent")
    class Agents {
        @Test
        @DisplayName("has no version if nothing is installed")
        void hasNoVersionIfNotInstalled() {
            assertThatIllegalArgumentException().isThrownBy(() -> new AgentState(AgentStatus.NONE, version("1.0")));
            assertThat(noAgent().version()).isNull();
        }

        @Test
        @DisplayName("is on a version only if it is in working order")
        void isOnAVersionIfInWorkingOrder() {
            assertThat(agentRunning("2.7.1").isOn(version("2.7.1"))).isTrue();
            assertThat(agentStopped("2.7.1").isOn(version("2.7.1"))).isTrue();
            assertThat(agentBroken("2.7.1").isOn(version("2.7.1"))).isFalse();
            assertThat(agentRunning("2.7.1").isOn(version("2.7.2"))).isFalse();
            assertThat(agentUnknown().isOn(version("2.7.2"))).isFalse();
            assertThat(noAgent().isOn(null)).isFalse();
        }
    }

    @Nested
    @DisplayName("the profile of a server")
    class Profiles {
        @Test
        @DisplayName("has a name of 1 to 128 characters")
        void hasANameOf1To128Characters() {
            assertThat(profile("n".repeat(128), List.of(), List.of()).name()).hasSize(128);
            for (String wrong : List.of("", "n".repeat(129))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> profile(wrong, List.of(), List.of()))
                        .withMessageStartingWith("name must have");
            }
        }

        @Test
        @DisplayName("has at most 10 addresses of 1 to 15 characters of each kind")
        void hasAtMost10AddressesOfEachKind() {
            List<String> ten = Collections.nCopies(10, "255.255.255.255");
            List<String> eleven = Collections.nCopies(11, "10.0.0.1");

            assertThat(profile("n", ten, ten).elasticIps()).hasSize(10);
            for (List<String> wrong : List.of(eleven, List.of(""), List.of("1.2.3.4.5.6.7.8.9"))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> profile("n", wrong, List.of()))
                        .withMessageStartingWith("intranet addresses");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> profile("n", List.of(), wrong))
                        .withMessageStartingWith("elastic addresses");
            }
        }

        @Test
        @DisplayName("copies its addresses")
        void copiesItsAddresses() {
            List<String> addresses = new ArrayList<>(List.of("10.0.0.1"));
            InstanceProfile profile = profile("n", addresses, List.of());
            addresses.add("10.0.0.2");

            assertThat(profile.intranetIps()).containsExactly("10.0.0.1");
        }

        private static InstanceProfile profile(String name, List<String> intranet, List<String> elastic) {
            return new InstanceProfile(server("s"), name, InstanceType.BMS, intranet, elastic);
        }
    }

    @Nested
    @DisplayName("time limits")
    class Limits {
        @Test
        @DisplayName("are longer than zero; the standard ones are 5 minutes, 10 minutes and 7 days")
        void areLongerThanZero() {
            Duration day = Duration.ofDays(1);
            for (Duration wrong : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new TimeLimits(wrong, day, day))
                        .withMessageStartingWith("pickUp");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new TimeLimits(day, wrong, day))
                        .withMessageStartingWith("execution");
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> new TimeLimits(day, day, wrong))
                        .withMessageStartingWith("rollbackWindow");
            }
            assertThat(TimeLimits.standard())
                    .isEqualTo(new TimeLimits(Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofDays(7)));
        }
    }

    @Nested
    @DisplayName("a query for invocations")
    class Questions {
        private final Invocation task = aTask("t").on("s").update().pending();

        @ParameterizedTest(name = "offset {0}, limit {1}: {2}")
        @CsvSource({
            "0, 1, true",
            "9999999999999, 100, true",
            "-1, 1, false",
            "10000000000000, 1, false",
            "0, 0, false",
            "0, 101, false"
        })
        @DisplayName("has a bounded offset and limit")
        void hasABoundedOffsetAndLimit(long offset, int limit, boolean accepted) {
            if (accepted) {
                assertThat(page(offset, limit).limit()).isEqualTo(limit);
            } else {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> page(offset, limit))
                        .withMessageContaining(offset == 0 ? "limit" : "offset");
            }
        }

        @Test
        @DisplayName("matches if all its filters match")
        void matchesIfAllFiltersMatch() {
            assertThat(InvocationQuery.newest(PROJECT).matches(task)).isTrue();
            assertThat(InvocationQuery.newest(OTHER_PROJECT).matches(task)).isFalse();
            assertThat(query("s", InstanceType.ECS, "t", InvocationType.UPDATE)).isTrue();
            assertThat(query("x", InstanceType.ECS, "t", InvocationType.UPDATE)).isFalse();
            assertThat(query("s", InstanceType.BMS, "t", InvocationType.UPDATE)).isFalse();
            assertThat(query("s", InstanceType.ECS, "x", InvocationType.UPDATE)).isFalse();
            assertThat(query("s", InstanceType.ECS, "t", InvocationType.RETRY)).isFalse();
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("matches tasks of its state alone, or of every state if it names none")
        void matchesByState(InvocationStatus status) {
            for (InvocationStatus other : InvocationStatus.values()) {
                Invocation stored = aTask("t").update().in(other);

                assertThat(new InvocationQuery(PROJECT, null, null, null, null, status, 0, 1).matches(stored))
                        .isEqualTo(other == status);
                assertThat(page(0, 1).matches(stored)).isTrue();
            }
        }

        private boolean query(String server, InstanceType kind, String id, InvocationType type) {
            return new InvocationQuery(PROJECT, server(server), kind, task(id), type, 0, 1).matches(task);
        }

        private static InvocationQuery page(long offset, int limit) {
            return new InvocationQuery(PROJECT, null, null, null, null, offset, limit);
        }
    }

    @Nested
    @DisplayName("a query for agent states")
    class AgentQuestions {
        @Test
        @DisplayName("has 1 to 2,000 servers")
        void has1To2000Servers() {
            assertThat(AgentStatusQuery.of(PROJECT, Collections.nCopies(2000, server("s")))
                            .instances())
                    .hasSize(2000);
            assertThatIllegalArgumentException().isThrownBy(() -> AgentStatusQuery.of(PROJECT, List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AgentStatusQuery.of(PROJECT, Collections.nCopies(2001, server("s"))));
        }

        @Test
        @DisplayName("matches if both filters match")
        void matchesIfBothFiltersMatch() {
            Instance instance =
                    new Instance(InstanceProfile.ecs(server("s")), UniAgentStatus.SILENT, agentRunning("2.7.1"));

            assertThat(AgentStatusQuery.of(PROJECT, servers("s")).matches(instance))
                    .isTrue();
            assertThat(filter(UniAgentStatus.SILENT, AgentStatus.RUNNING).matches(instance))
                    .isTrue();
            assertThat(filter(UniAgentStatus.NONE, AgentStatus.RUNNING).matches(instance))
                    .isFalse();
            assertThat(filter(UniAgentStatus.SILENT, AgentStatus.FAULT).matches(instance))
                    .isFalse();
        }

        private static AgentStatusQuery filter(UniAgentStatus uniAgent, AgentStatus agent) {
            return new AgentStatusQuery(PROJECT, servers("s"), uniAgent, agent);
        }
    }
}
