package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.application.port.in.Violation;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The error of a malformed request")
class ParsedRequestTest {
    private static final List<String> FIELDS = List.of("invocation_type", "instance_ids", "version", "origin");

    private static ApiException rejected(List<FieldViolation> unreadable, Violation... violations) {
        return new ParsedRequest<>(FIELDS, "command", unreadable).rejected(List.of(violations));
    }

    private static FieldViolation unreadable(String field) {
        return new FieldViolation(field, "must be a string");
    }

    @Test
    @DisplayName("names a property and its element as they are written in the request")
    void translatesPaths() {
        ApiException exception = rejected(List.of(), new Violation("instanceIds[57]", "is wrong"));

        assertThat(exception.message()).isEqualTo("instance_ids[57] is wrong");
        assertThat(exception.error()).isEqualTo(ApiError.INSTANCE_IDS_INVALID);
        assertThat(rejected(List.of(), new Violation("uniagentStatus", "is wrong"))
                        .message())
                .isEqualTo("uniagent_status is wrong");
    }

    @Test
    @DisplayName("reports the first field in the order of the API, whether it was unreadable or rejected by the core")
    void followsTheOrderOfFields() {
        Violation type = new Violation("invocationType", "is required");
        Violation version = new Violation("version", "is wrong");

        assertThat(rejected(List.of(unreadable("origin")), version, type).message())
                .isEqualTo("invocation_type is required (and 2 more violations)");
        assertThat(rejected(List.of(unreadable("instance_ids")), version).message())
                .isEqualTo("instance_ids must be a string (and 1 more violation)");
    }

    @Test
    @DisplayName("reports the first element of a list, then the first message")
    void followsTheOrderOfElements() {
        Violation tenth = new Violation("instanceIds[10]", "is wrong");
        Violation second = new Violation("instanceIds[2]", "is wrong");
        Violation whole = new Violation("instanceIds", "must be absent");

        assertThat(rejected(List.of(), tenth, second).message()).startsWith("instance_ids[2] is wrong");
        assertThat(rejected(List.of(), tenth, second, whole).message()).startsWith("instance_ids must be absent");
        assertThat(rejected(List.of(
                                new FieldViolation("instance_ids", 3, "must be a string"),
                                new FieldViolation("instance_ids", 1, "must be a string")))
                        .message())
                .startsWith("instance_ids[1] must be a string");
        assertThat(rejected(List.of(), new Violation("version", "b"), new Violation("version", "a"))
                        .message())
                .startsWith("version a");
    }

    @Test
    @DisplayName("leaves out violations that the core reports for an unreadable field")
    void leavesOutUnreadableFields() {
        ApiException exception = rejected(
                List.of(new FieldViolation("instance_ids", 3, "must be a string"), unreadable("invocation_type")),
                new Violation("invocationType", "is required"),
                new Violation("instanceIds", "is required"),
                new Violation("version", "is wrong"));

        assertThat(exception.message()).isEqualTo("invocation_type must be a string (and 2 more violations)");
    }

    @Test
    @DisplayName("reports the body as a whole and unknown fields before all others")
    void reportsUnknownFieldsFirst() {
        for (String unknown : List.of("body", "surprise", "x[3]", "")) {
            assertThat(rejected(List.of(unreadable(unknown)), new Violation("invocationType", "is wrong"))
                            .message())
                    .isEqualTo(unknown + " must be a string (and 1 more violation)");
        }
    }

    @Test
    @DisplayName(
            "has a message of at most 256 characters, with the number of violations and without half a surrogate pair")
    void cutsTheMessage() {
        FieldViolation longest = unreadable("f".repeat(500));
        FieldViolation split = unreadable("f".repeat(255) + "\ud83d\ude00");

        assertThat(rejected(List.of(longest)).message()).isEqualTo("f".repeat(256));
        assertThat(rejected(List.of(longest, unreadable("g"))).message())
                .hasSize(256)
                .endsWith("ff (and 1 more violation)");
        assertThat(rejected(List.of(split)).message()).isEqualTo("f".repeat(255));
        assertThat(rejected(Collections.nCopies(100, unreadable("version"))).message())
                .isEqualTo("version must be a string (and 99 more violations)");
    }
}
