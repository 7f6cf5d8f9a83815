package io.agentmaintenance.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pattern of servers")
class InstancePatternTest {
    private static List<String> ids(String format, int from, int to) {
        return new InstancePattern(format, from, to)
                .ids()
                .map(InstanceId::value)
                .toList();
    }

    private static InstancePattern named(String names, List<String> intranetIps) {
        return new InstancePattern("web-%d", 1, 300, names, intranetIps, List.of());
    }

    @Test
    @DisplayName("writes the numbers with as many leading zeros as it asks for")
    void writesTheNumbersWithLeadingZeros() {
        assertThat(ids("web-%04d-a", 9, 11)).containsExactly("web-0009-a", "web-0010-a", "web-0011-a");
        assertThat(ids("%d", 0, 1)).containsExactly("0", "1");
        assertThat(ids("a%02d", 99, 100)).containsExactly("a99", "a100");
    }

    @Test
    @DisplayName("gives its servers names by their number, and addresses counted up from the first server's")
    void givesNamesAndAddresses() {
        InstancePattern pattern = new InstancePattern(
                "web-%d", 5, 300, "Web server %03d", List.of("10.0.0.254", "192.168.0.0"), List.of("203.0.113.1"));
        List<InstanceProfile> profiles = pattern.profiles(InstanceType.BMS).toList();

        assertThat(profiles).hasSize(296);
        assertThat(profiles.get(0))
                .isEqualTo(new InstanceProfile(
                        InstanceId.of("web-5"),
                        "Web server 005",
                        InstanceType.BMS,
                        List.of("10.0.0.254", "192.168.0.0"),
                        List.of("203.0.113.1")));
        assertThat(profiles.get(2).intranetIps()).containsExactly("10.0.1.0", "192.168.0.2");
        assertThat(profiles.get(295).name()).isEqualTo("Web server 300");
    }

    @Test
    @DisplayName("gives its servers the names of their ids, or one name for all, if configured so")
    void givesOtherNames() {
        assertThat(new InstancePattern("a-%d", 1, 2).profiles(InstanceType.ECS))
                .extracting(InstanceProfile::name)
                .containsExactly("a-1", "a-2");
        assertThat(named("worker", List.of()).profiles(InstanceType.ECS))
                .extracting(InstanceProfile::name)
                .containsOnly("worker");
    }

    @Test
    @DisplayName("brings names and addresses into the fleet")
    void bringsNamesAndAddressesIntoTheFleet() {
        InMemoryFleet fleet = new InMemoryFleet();
        ProjectId project = ProjectId.of("p");
        fleet.addAll(
                project,
                named("n%d", List.of("10.0.0.1")),
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                AgentState.notInstalled(),
                AgentBehavior.neverPickedUp());

        InstanceId id = InstanceId.of("web-2");
        InstanceProfile profile = fleet.find(project, List.of(id)).get(id).profile();
        assertThat(profile.name()).isEqualTo("n2");
        assertThat(profile.intranetIps()).containsExactly("10.0.0.2");
    }

    @ParameterizedTest(name = "{0} from {1} to {2}")
    @CsvSource({
        "web-%d, 0, 10000000",
        "web-%d, 0, 999999999",
        "a2345678901234567890123456789012345678901234567890123456789012%d, 1, 100"
    })
    @DisplayName("refuses too many servers, and ids that are too long")
    void refusesTooManyServersAndLongIds(String format, int from, int to) {
        assertThatIllegalArgumentException().isThrownBy(() -> new InstancePattern(format, from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%d-%d", "%s", "%", "100%", "%00d", "%10d", ""})
    @DisplayName("refuses empty names, and names with a percent sign that is not part of a single number")
    void refusesIllegalNames(String names) {
        assertThatIllegalArgumentException().isThrownBy(() -> named(names, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> named("n".repeat(126) + "%d", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not-an-ip",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "::1",
                "255.255.254.213",
                ""
            })
    @DisplayName("refuses what is not an IPv4 address, and addresses that count beyond the highest one")
    void refusesIllegalAddresses(String address) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> named("n", List.of(address)))
                .satisfies(e ->
                        assertThat(e.getMessage()).startsWith("addresses must").doesNotContain("not-an-ip"));
        assertThat(named("n", List.of("255.255.254.212")).profiles(InstanceType.ECS))
                .hasSize(300);
    }
}
