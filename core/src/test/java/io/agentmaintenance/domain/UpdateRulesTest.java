package io.agentmaintenance.domain;

import static io.agentmaintenance.domain.RefusalReason.AGENT_UNREACHABLE;
import static io.agentmaintenance.domain.RefusalReason.ALREADY_ON_VERSION;
import static io.agentmaintenance.domain.RefusalReason.DOWNGRADE_NOT_ALLOWED;
import static io.agentmaintenance.domain.RefusalReason.NOT_INSTALLED;
import static io.agentmaintenance.domain.RefusalReason.VERSION_NOT_FOUND;
import static io.agentmaintenance.fixture.CandidateBuilder.update;
import static io.agentmaintenance.fixture.RuleTable.asking;
import static io.agentmaintenance.fixture.RuleTable.rowsOf;
import static io.agentmaintenance.fixture.TestValues.agentBroken;
import static io.agentmaintenance.fixture.TestValues.agentRunning;
import static io.agentmaintenance.fixture.TestValues.agentStopped;
import static io.agentmaintenance.fixture.TestValues.agentUnknown;
import static io.agentmaintenance.fixture.TestValues.noAgent;

import io.agentmaintenance.fixture.CandidateBuilder;
import io.agentmaintenance.fixture.RuleTable.Row;
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
                        .allows("the target is offered", update().target("2.7.1"))
                        .refuses("the target is not offered", update().targetNotOffered(), VERSION_NOT_FOUND),
                asking(UpdateRules.VERSION_DIFFERS)
                        .allows("from 2.4.1 to 2.7.1", from("2.4.1").target("2.7.1"))
                        .refuses("from 2.7.1 to 2.7.1", from("2.7.1").target("2.7.1"), ALREADY_ON_VERSION)
                        .refuses(
                                "a stopped agent on the target",
                                update().agent(agentStopped("2.7.1")).target("2.7.1"),
                                ALREADY_ON_VERSION)
                        .allows("the present version is not known", update().agent(broken())),
                asking(UpdateRules.VERSION_NEWER)
                        .allows("from 2.4.1 to 2.7.1", from("2.4.1").target("2.7.1"))
                        .allows(
                                "from 2.9.0 to 2.10.0: parts are numbers",
                                from("2.9.0").target("2.10.0"))
                        .refuses("from 2.10.0 to 2.9.0", from("2.10.0").target("2.9.0"), DOWNGRADE_NOT_ALLOWED)
                        .refuses("from 2.7.1 to 2.4.1", from("2.7.1").target("2.4.1"), DOWNGRADE_NOT_ALLOWED)
                        .refuses(
                                "from the advanced 3.0.1 to the basic 2.7.2: another line does not excuse it",
                                from("3.0.1").target("2.7.2"),
                                DOWNGRADE_NOT_ALLOWED)
                        .allows(
                                "from 2.7.2 to 2.7.2.0: a change of line alone",
                                from("2.7.2").target("2.7.2.0"))
                        .allows(
                                "from 2.7.2.0 back to 2.7.2: likewise",
                                from("2.7.2.0").target("2.7.2"))
                        .refuses(
                                "from 2.7.1 to 2.7.1.0 of the same line: nothing newer",
                                from("2.7.1").target("2.7.1.0"),
                                DOWNGRADE_NOT_ALLOWED)
                        .allows(
                                "the very same version is another rule's",
                                from("2.7.1").target("2.7.1"))
                        .allows("the present version is not known", update().agent(broken()))
                        .allows("no target is another rule's", update().targetNotOffered()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void rule(Row row) {
        row.verify();
    }

    private static CandidateBuilder from(String present) {
        return update().agent(agentRunning(present));
    }

    private static AgentState broken() {
        return new AgentState(AgentStatus.FAULT, null);
    }
}
