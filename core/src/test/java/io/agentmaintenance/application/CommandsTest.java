package io.agentmaintenance.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.application.port.in.Answer;
import io.agentmaintenance.application.port.in.CreateInvocationsCommand;
import io.agentmaintenance.application.port.in.FindInvocationsCommand;
import io.agentmaintenance.application.port.in.QueryAgentStatusesCommand;
import io.agentmaintenance.domain.RequestReason;
import io.agentmaintenance.domain.RequestRefusal;
import io.agentmaintenance.domain.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A raw command")
class CommandsTest {
    private final World world = new World();

    private static List<String> list(String words) {
        return words == null ? null : words.equals("-") ? List.of() : Arrays.asList(words.split(" ", -1));
    }

    private static CreateInvocationsCommand command(String type, String instances, String invocations) {
        return new CreateInvocationsCommand(
                "p", type, null, list(instances), list(invocations), null, null, null, List.of());
    }

    private static RequestRefusal refusal(Answer<?> answer) {
        return answer.fold(
                given -> {
                    throw new AssertionError("not refused: " + given);
                },
                refused -> refused);
    }

    private List<String> violations(CreateInvocationsCommand command) {
        List<String> told = refusal(world.maintenance.requests().create(command)).violations().stream()
                .map(Violation::toString)
                .toList();
        assertThat(world.calls).isEmpty();
        assertThat(world.repository.calls).isEmpty();
        return told;
    }

    @ParameterizedTest(name = "{0} of {1} / {2}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "INSTALL|||instance_ids is required for INSTALL: 1 to 100 IDs",
                "UPDATE|-||instance_ids is required for UPDATE: 1 to 100 IDs",
                "ROLLBACK|||invocation_ids is required for ROLLBACK: 1 to 100 IDs",
                "RETRY||-|invocation_ids is required for RETRY: 1 to 100 IDs",
                "INSTALL|a|b|invocation_ids must be absent or empty for INSTALL",
                "RETRY|a|b|instance_ids must be absent or empty for RETRY",
                "INSTALL|a b_c d||instance_ids[1] must match ^[a-zA-Z0-9-]{1,64}$",
                "RETRY||a b |invocation_ids[2] must match ^[a-zA-Z0-9-]{1,64}$",
                "install|a||invocation_type must be one of INSTALL, UPDATE, ROLLBACK, RETRY",
                "REMOTE_INSTALL|a||invocation_type must be one of INSTALL, UPDATE, ROLLBACK, RETRY; REMOTE_INSTALL is not offered here",
                "SET_REMOTE_INSTALLER|||invocation_type must be one of INSTALL, UPDATE, ROLLBACK, RETRY; SET_REMOTE_INSTALLER is not offered here",
                "|a||invocation_type is required: one of INSTALL, UPDATE, ROLLBACK, RETRY",
            })
    @DisplayName("whose lists do not fit its type is refused in words that name the field and the limit")
    void types(String type, String instances, String invocations, String told) {
        String trailing = invocations != null && invocations.equals("a b") ? "a b " : invocations;
        assertThat(violations(command(type, instances, trailing))).containsExactly(told);
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "project_id|P|must match ^[a-z0-9]{1,64}$",
                "invocation_target|agent|must be telescope",
                "version_type|BASIC|must be one of BASIC_VERSION, ADVANCE_VERSION",
                "version|1 0|must match ^[0-9A-Za-z_.-]{1,64}$",
                "origin|me|must be one of CES, APICOM_BMS, ADMIN_SERVER",
            })
    @DisplayName("with a broken field is refused for the reason of that field")
    void fields(String field, String value, String message) {
        CreateInvocationsCommand command = new CreateInvocationsCommand(
                field.equals("project_id") ? value : "p",
                "INSTALL",
                field.equals("invocation_target") ? value : null,
                List.of("a"),
                null,
                field.equals("version_type") ? value : null,
                field.equals("version") ? value : null,
                field.equals("origin") ? value : null,
                List.of());
        assertThat(violations(command)).containsExactly(field + " " + message);
        assertThat(refusal(world.maintenance.requests().create(command)).reason())
                .isEqualTo(RequestReason.ofField(field));
    }

    @Test
    @DisplayName("of 101 ids, or with a null among them, is refused")
    void bounds() {
        List<String> ids = new ArrayList<>(Collections.nCopies(100, "a"));
        ids.set(57, null);
        assertThat(violations(
                        new CreateInvocationsCommand("p", "INSTALL", null, ids, null, null, null, null, List.of())))
                .containsExactly("instance_ids[57] must match ^[a-zA-Z0-9-]{1,64}$");
        ids.add("a");
        assertThat(violations(
                        new CreateInvocationsCommand("p", "INSTALL", null, ids, null, null, null, null, List.of())))
                .containsExactly("instance_ids must have 1 to 100 elements");
    }

    @Test
    @DisplayName("with several broken fields tells all of them, in the order of the fields and their elements")
    void all() {
        CreateInvocationsCommand command = new CreateInvocationsCommand(
                null,
                "RETRY",
                "x",
                null,
                List.of("b_", "ok", "a_"),
                "BASIC_VERSION",
                "1.0",
                "CES",
                List.of(new Violation("origin", "must be a string")));
        assertThat(violations(command))
                .containsExactly(
                        "project_id is required",
                        "invocation_target must be telescope",
                        "invocation_ids[0] must match ^[a-zA-Z0-9-]{1,64}$",
                        "invocation_ids[2] must match ^[a-zA-Z0-9-]{1,64}$",
                        "version_type does not apply to RETRY",
                        "version does not apply to RETRY",
                        "origin must be a string");
    }

    @Test
    @DisplayName("with a field that could not be read is told that, and nothing else about the field")
    void unreadable() {
        CreateInvocationsCommand command = new CreateInvocationsCommand(
                "p",
                "INSTALL",
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new Violation("instance_ids", "must be an array of strings")));
        assertThat(violations(command)).containsExactly("instance_ids must be an array of strings");
    }

    @Test
    @DisplayName("that is well-formed is done; the empty list beside the other one counts as absent")
    void wellFormed() {
        world.servers(null, "a");
        assertThat(world.maintenance
                        .requests()
                        .create(command("INSTALL", "a", "-"))
                        .<Integer>fold(result -> result.acceptedCount(), refused -> -1))
                .isEqualTo(1);
        assertThat(world.maintenance
                        .requests()
                        .plan(command("INSTALL", "a", null))
                        .<Integer>fold(plan -> plan.eligibleCount(), refused -> -1))
                .isZero();
    }

    @Test
    @DisplayName("of the siblings is checked by the same means")
    void siblings() {
        assertThat(refusal(world.maintenance
                                .invocations()
                                .find(new FindInvocationsCommand(
                                        "p", "", "VM", "-a", "REPAIR", "x", "-1", "101", List.of())))
                        .violations())
                .extracting(Violation::field)
                .containsExactly(
                        "instance_id",
                        "instance_type",
                        "invocation_id",
                        "invocation_type",
                        "invocation_target",
                        "offset",
                        "limit");
        assertThat(refusal(world.maintenance
                                .agentStatuses()
                                .query(new QueryAgentStatusesCommand("p", List.of(), "RUNNING", "x", "up", List.of())))
                        .violations())
                .extracting(Violation::toString)
                .containsExactly(
                        "instance_ids must have 1 to 2000 elements",
                        "uniagent_status must be one of none, running, silent, unknown",
                        "extension_name must be telescope",
                        "extension_status must be one of none, running, stopped, fault, unknown");
    }

    @Test
    @DisplayName("for an id that no task can have is answered with an empty page")
    void impossibleId() {
        assertThat(world.maintenance
                        .invocations()
                        .find(new FindInvocationsCommand("p", null, null, "a_b", null, null, null, null, List.of()))
                        .<Long>fold(page -> page.count(), refused -> -1L))
                .isZero();
    }

    @Test
    @DisplayName("needs a validator, and the entry point needs its ports")
    void needs() {
        AgentMaintenance without = AgentMaintenance.builder()
                .repository(world.repository)
                .directory((p, i) -> java.util.Map.of())
                .catalog(p -> io.agentmaintenance.domain.AgentVersions.of(List.of()))
                .executor(reports -> null)
                .ids(n -> List.of())
                .clock(java.time.Clock.systemUTC())
                .build();
        assertThatIllegalStateException()
                .isThrownBy(() -> without.requests().create(command("INSTALL", "a", null)))
                .withMessageContaining("validator");
        assertThatIllegalStateException()
                .isThrownBy(() -> AgentMaintenance.builder().build())
                .withMessageContaining("repository");
    }
}
