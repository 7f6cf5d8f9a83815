package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.CandidateBuilder.update;
import static io.agentmaintenance.domain.RefusalReason.AGENT_UNREACHABLE;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_ON_VERSION;
import static io.agentmaintenance.domain.RefusalReason.DOWNGRADE_NOT_ALLOWED;
import static io.agentmaintenance.domain.RefusalReason.NOTHING_NEWER_OFFERED;
import static io.agentmaintenance.domain.RefusalReason.NOT_INSTALLED;
import static io.agentmaintenance.domain.RefusalReason.VERSION_NOT_FOUND;
import static io.agentmaintenance.domain.VersionType.ADVANCE_VERSION;
import static io.agentmaintenance.domain.VersionType.BASIC_VERSION;
import static io.agentmaintenance.fixture.RuleTable.asking;
import static io.agentmaintenance.fixture.RuleTable.rowsOf;
import static io.agentmaintenance.fixture.TestValues.NO_VERSIONS;
import static io.agentmaintenance.fixture.TestValues.OFFERED;
import static io.agentmaintenance.fixture.TestValues.agentBroken;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentStopped;
import static io.agentmaintenance.fixture.TestValues.agentUnknown;
import static io.agentmaintenance.fixture.TestValues.noAgent;
import static io.agentmaintenance.fixture.TestValues.offer;
import static io.agentmaintenance.fixture.TestValues.version;

import io.agentmaintenance.fixture.RuleTable.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The rules of UPDATE")
class UpdateRulesTest {
    static Stream<Row> rows() {
        return rowsOf(
                asking(UpdateRules.AGENT_INSTALLED)
                        .refuses("agent none", update().agent(noAgent()), NOT_INSTALLED)
                        .allows("agent running", update().agent(agentRunning("2.4.1")))
                        .allows("agent stopped", update().agent(agentStopped("2.4.1")))
                        .allows("agent fault", update().agent(agentBroken("2.4.1")))
                        .allows("agent unknown, so perhaps installed", update().agent(agentUnknown())),
                asking(UpdateRules.AGENT_ANSWERS)
                        .allows("agent running", update().agent(agentRunning("2.4.1")))
                        .allows("agent stopped: it stays stopped", update().agent(agentStopped("2.4.1")))
                        .allows("agent fault", update().agent(agentBroken("2.4.1")))
                        .refuses("agent unknown", update().agent(agentUnknown()), AGENT_UNREACHABLE),
                asking(UpdateRules.VERSION_OFFERED)
                        .allows("the named version is offered", update().wish(named("2.7.1")))
                        .refuses("the named version is not offered", update().wish(named("2.7.3")), VERSION_NOT_FOUND)
                        .refuses("no version is offered", update().offering(NO_VERSIONS), VERSION_NOT_FOUND),
                asking(UpdateRules.VERSION_DIFFERS)
                        .allows("from 2.4.1 to 2.7.1", from("2.4.1").wish(named("2.7.1")))
                        .refuses("from 2.7.1 to 2.7.1", from("2.7.1").wish(named("2.7.1")), ALREADY_ON_VERSION)
                        .refuses("no version named, and the agent has the newest", from("2.7.2"), ALREADY_ON_VERSION)
                        .refuses(
                                "a stopped agent on the target",
                                from("2.7.1").agent(agentStopped("2.7.1")).wish(named("2.7.1")),
                                ALREADY_ON_VERSION)
                        .allows("the present version is not known", update().agent(broken())),
                asking(UpdateRules.NEWER_OFFERED)
                        .allows("from 2.4.1 to the newest of its type", from("2.4.1"))
                        .refuses("the agent is ahead of the catalogue", from("2.9.0.1"), NOTHING_NEWER_OFFERED)
                        .refuses(
                                "the newest of the named type is older",
                                from("3.0.1").wish(VersionWish.newest(BASIC_VERSION)),
                                NOTHING_NEWER_OFFERED)
                        .refuses("only 2.7.2.0 of the same type is left", from("2.7.2.0.0"), NOTHING_NEWER_OFFERED)
                        .allows(
                                "from 2.7.2 to 2.7.2.0: the type alone changes",
                                from("2.7.2")
                                        .offering(AgentVersions.of(List.of(
                                                offer("2.7.2", BASIC_VERSION), offer("2.7.2.0", ADVANCE_VERSION))))
                                        .wish(VersionWish.newest(ADVANCE_VERSION)))
                        .refuses(
                                "from 1.0, which is not offered, to 1.00 of the other line: nobody knows its line",
                                fromUnoffered("1.0", "1.00").wish(VersionWish.newest(ADVANCE_VERSION)),
                                NOTHING_NEWER_OFFERED)
                        .allows("the agent has the newest: VERSION_DIFFERS refuses it", from("2.7.2"))
                        .allows(
                                "a named older version: VERSION_NEWER refuses it",
                                from("2.7.2").wish(named("2.4.1")))
                        .allows("no version is offered: VERSION_OFFERED refuses it", update().offering(NO_VERSIONS))
                        .allows("the present version is not known", update().agent(broken())),
                asking(UpdateRules.VERSION_NEWER)
                        .allows("from 2.4.1 to 2.7.1", from("2.4.1").wish(named("2.7.1")))
                        .allows("from 2.9.0 to 2.10.0", between("2.9.0", "2.10.0"))
                        .refuses("from 2.10.0 to 2.9.0", between("2.10.0", "2.9.0"), DOWNGRADE_NOT_ALLOWED)
                        .refuses("from 2.7.1 to 2.4.1", from("2.7.1").wish(named("2.4.1")), DOWNGRADE_NOT_ALLOWED)
                        .refuses(
                                "from advance 3.0.1 to basic 2.7.2: older, although the type changes",
                                from("3.0.1").wish(named("2.7.2")),
                                DOWNGRADE_NOT_ALLOWED)
                        .allows(
                                "from 2.7.2 to 2.7.2.0: the type alone changes",
                                from("2.7.2").wish(named("2.7.2.0")))
                        .allows(
                                "from 2.7.2.0 to 2.7.2: the type alone changes",
                                from("2.7.2.0").wish(named("2.7.2")))
                        .refuses(
                                "from 2.7.1 to 2.7.1.0 of the same type: not newer",
                                between("2.7.1", "2.7.1.0"),
                                DOWNGRADE_NOT_ALLOWED)
                        .refuses("from 1.0 to 1.00: not newer", between("1.0", "1.00"), DOWNGRADE_NOT_ALLOWED)
                        .refuses("from 1.00 to 1-0: not newer", between("1.00", "1-0"), DOWNGRADE_NOT_ALLOWED)
                        .refuses(
                                "from 1.0, which is not offered, to 1.00: nobody knows whether the line changes",
                                fromUnoffered("1.0", "1.00").wish(named("1.00")),
                                DOWNGRADE_NOT_ALLOWED)
                        .allows(
                                "the same version: VERSION_DIFFERS refuses it",
                                from("2.7.1").wish(named("2.7.1")))
                        .allows("no version named: NEWER_OFFERED refuses it", from("2.9.0.1"))
                        .allows("the present version is not known", update().agent(broken()))
                        .allows("not offered: VERSION_OFFERED refuses it", update().offering(NO_VERSIONS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    @DisplayName("decide each case as the table says")
    void decideAsTheTableSays(Row row) {
        row.verify();
    }

    private static CandidateBuilder from(String present) {
        return update().agent(agentRunning(present)).offering(OFFERED);
    }

    /** An update to a named version, where both versions are offered as basic versions. */
    private static CandidateBuilder between(String present, String wished) {
        return from(present)
                .offering(AgentVersions.of(List.of(offer(present, BASIC_VERSION), offer(wished, BASIC_VERSION))))
                .wish(named(wished));
    }

    /** An update from a version that is not offered any more, where one advance version is offered. */
    private static CandidateBuilder fromUnoffered(String present, String offered) {
        return from(present).offering(AgentVersions.of(List.of(offer(offered, ADVANCE_VERSION))));
    }

    private static VersionWish named(String version) {
        return VersionWish.exactly(version(version));
    }

    private static AgentState broken() {
        return new AgentState(AgentStatus.FAULT, null);
    }
}
