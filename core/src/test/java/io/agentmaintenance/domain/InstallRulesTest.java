package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.CandidateBuilder.install;
import static io.agentmaintenance.domain.RefusalReason.AGENT_STOPPED;
import static io.agentmaintenance.domain.RefusalReason.AGENT_UNREACHABLE;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_INSTALLED;
import static io.agentmaintenance.domain.RefusalReason.VERSION_NOT_FOUND;
import static io.agentmaintenance.domain.RefusalReason.VERSION_TYPE_UNKNOWN;
import static io.agentmaintenance.fixture.RuleTable.asking;
import static io.agentmaintenance.fixture.RuleTable.rowsOf;
import static io.agentmaintenance.fixture.TestValues.NO_VERSIONS;
import static io.agentmaintenance.fixture.TestValues.agentBroken;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentStopped;
import static io.agentmaintenance.fixture.TestValues.agentUnknown;
import static io.agentmaintenance.fixture.TestValues.noAgent;

import io.agentmaintenance.fixture.RuleTable.Row;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules of INSTALL")
class InstallRulesTest {
    static Stream<Row> rows() {
        return rowsOf(
                asking(InstallRules.AGENT_INSTALLABLE)
                        .allows("agent none", install().agent(noAgent()))
                        .allows(
                                "agent fault: installing it again repairs it",
                                install().agent(agentBroken("2.7.1")))
                        .refuses("agent running", install().agent(agentRunning("2.4.1")), ALREADY_INSTALLED)
                        .refuses("agent stopped", install().agent(agentStopped("2.4.1")), AGENT_STOPPED)
                        .refuses("agent unknown", install().agent(agentUnknown()), AGENT_UNREACHABLE),
                asking(InstallRules.VERSION_OFFERED)
                        .allows("the named version is offered", install().wish(named("2.4.1")))
                        .refuses("the named version is not offered", install().wish(named("2.4.2")), VERSION_NOT_FOUND)
                        .refuses("no version is offered", install().offering(NO_VERSIONS), VERSION_NOT_FOUND)
                        .refuses(
                                "a broken agent is newer than everything offered",
                                install().agent(agentBroken("3.9")),
                                VERSION_NOT_FOUND)
                        .refuses(
                                "a broken agent is on a version that was withdrawn, of a type that is not known",
                                install().agent(agentBroken("2.9")),
                                VERSION_TYPE_UNKNOWN)
                        .allows(
                                "a broken agent is on a version that was withdrawn, and a type is named",
                                install()
                                        .agent(agentBroken("2.9"))
                                        .wish(VersionWish.newest(VersionType.ADVANCE_VERSION)))
                        .allows(
                                "a broken agent is newer, but an older version is named",
                                install().agent(agentBroken("3.9")).wish(named("2.4.1"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("decide each case as the table says")
    void decideAsTheTableSays(Row row) {
        row.verify();
    }

    private static VersionWish named(String version) {
        return VersionWish.exactly(AgentVersion.of(version));
    }
}
