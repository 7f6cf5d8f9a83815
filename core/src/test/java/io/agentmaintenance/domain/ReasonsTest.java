package io.agentmaintenance.domain;

import static io.agentmaintenance.fixture.Words.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The catalogues of reasons")
class ReasonsTest {
    private static final InvocationId LONGEST_ID = task("i".repeat(64));

    @Nested
    @DisplayName("of items")
    class OfItems {
        @Test
        @DisplayName("have every code once")
        void unique() {
            assertThat(RefusalReason.values()).extracting(RefusalReason::code).doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("have codes of the documented form and messages of 1 to 128 characters, the longest id included")
        void forms(RefusalReason reason) {
            Refusal longest = reason == RefusalReason.HOST_POLICY
                    ? Refusal.byHost("h".repeat(128))
                    : Refusal.naming(reason, LONGEST_ID);

            assertThat(reason.code()).matches("invocationmgr\\.[0-9]{4}");
            assertThat(longest.message()).hasSizeBetween(1, 128).doesNotContain("%");
            assertThat(reason.standing()).isEqualTo(Standing.ASSUMED);
        }

        @Test
        @DisplayName("name a task where they have to")
        void naming() {
            assertThat(Refusal.naming(RefusalReason.TASK_IN_PROGRESS, LONGEST_ID)
                            .message())
                    .contains(LONGEST_ID.value());
            assertThat(Refusal.naming(RefusalReason.SUPERSEDED, LONGEST_ID).message())
                    .contains(LONGEST_ID.value());
            assertThatIllegalArgumentException().isThrownBy(() -> Refusal.of(RefusalReason.SUPERSEDED));
            assertThatIllegalArgumentException().isThrownBy(() -> Refusal.of(RefusalReason.HOST_POLICY));
        }

        @Test
        @DisplayName("bound the text of a host")
        void host() {
            assertThat(Refusal.byHost("Freeze.").reason()).isEqualTo(RefusalReason.HOST_POLICY);
            assertThatIllegalArgumentException().isThrownBy(() -> Refusal.byHost(""));
            assertThatIllegalArgumentException().isThrownBy(() -> Refusal.byHost("h".repeat(129)));
        }
    }

    @Nested
    @DisplayName("of requests")
    class OfRequests {
        @Test
        @DisplayName("have every code once")
        void unique() {
            assertThat(RequestReason.values()).extracting(RequestReason::code).doesNotHaveDuplicates();
        }

        @ParameterizedTest
        @EnumSource
        @DisplayName("have codes of the documented form and messages of 1 to 256 characters")
        void forms(RequestReason reason) {
            assertThat(reason.code()).matches("taskmgr\\.[0-9]{4}");
            assertThat(reason.message()).hasSizeBetween(1, 256);
        }

        @Test
        @DisplayName("are documented, but for those of which the API document says nothing")
        void standing() {
            assertThat(RequestReason.values())
                    .filteredOn(reason -> reason.standing() != Standing.DOCUMENTED)
                    .containsExactly(
                            RequestReason.FIELD_UNKNOWN,
                            RequestReason.NOT_FOUND,
                            RequestReason.METHOD_NOT_ALLOWED,
                            RequestReason.BODY_TOO_LARGE,
                            RequestReason.MEDIA_TYPE_UNSUPPORTED,
                            RequestReason.OVERLOADED,
                            RequestReason.UNAVAILABLE);
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({
            "body, BODY_INVALID",
            "project_id, PROJECT_ID_INVALID",
            "invocation_type, INVOCATION_TYPE_INVALID",
            "invocation_target, INVOCATION_TARGET_INVALID",
            "instance_ids, INSTANCE_IDS_INVALID",
            "instance_ids[57], INSTANCE_IDS_INVALID",
            "invocation_ids[0], INVOCATION_IDS_INVALID",
            "version_type, VERSION_TYPE_INVALID",
            "version, VERSION_INVALID",
            "origin, ORIGIN_INVALID",
            "offset, QUERY_INVALID",
            "limit, QUERY_INVALID",
            "instance_id, QUERY_INVALID",
            "invocation_id, QUERY_INVALID",
            "instance_type, QUERY_INVALID",
            "uniagent_status, QUERY_INVALID",
            "extension_name, QUERY_INVALID",
            "extension_status, QUERY_INVALID",
            "surprise, FIELD_UNKNOWN",
            "surprise.deep[3], FIELD_UNKNOWN",
            "'', FIELD_UNKNOWN",
            "'[0]', FIELD_UNKNOWN",
        })
        void ofField(String field, RequestReason reason) {
            assertThat(RequestReason.ofField(field)).isEqualTo(reason);
        }
    }

    @Nested
    @DisplayName("make the message of a refused request")
    class Messages {
        @Test
        @DisplayName("from the first violation")
        void first() {
            RequestRefusal refusal = RequestRefusal.of(violations(1));

            assertThat(refusal.message()).isEqualTo("instance_ids[0] is wrong");
            assertThat(refusal.reason()).isEqualTo(RequestReason.INSTANCE_IDS_INVALID);
        }

        @Test
        @DisplayName("and tell how many more there are")
        void more() {
            assertThat(RequestRefusal.of(violations(2)).message())
                    .isEqualTo("instance_ids[0] is wrong (and 1 more violation)");
            assertThat(RequestRefusal.of(violations(100)).message())
                    .isEqualTo("instance_ids[0] is wrong (and 99 more violations)");
        }

        @Test
        @DisplayName("in at most 256 characters, the number included, and never in half a character")
        void cut() {
            Violation longest = new Violation("f".repeat(500), "is not known");
            Violation second = new Violation("g", "is wrong");
            Violation split = new Violation("f".repeat(255) + "\uD83D\uDE00", "is not known");

            assertThat(RequestRefusal.of(List.of(longest)).message()).isEqualTo("f".repeat(256));
            assertThat(RequestRefusal.of(List.of(longest, second)).message())
                    .hasSize(256)
                    .endsWith("ff (and 1 more violation)");
            assertThat(RequestRefusal.of(List.of(split)).message()).isEqualTo("f".repeat(255));
        }

        @Test
        @DisplayName("from the reason, where nothing more precise can be said")
        void withoutViolation() {
            assertThat(new RequestRefusal(RequestReason.INTERNAL, List.of()).message())
                    .isEqualTo(RequestReason.INTERNAL.message());
            assertThatIllegalArgumentException().isThrownBy(() -> RequestRefusal.of(List.of()));
        }

        @Test
        @DisplayName("from copied violations")
        void copies() {
            List<Violation> violations = violations(1);
            RequestRefusal refusal = RequestRefusal.of(violations);
            violations.clear();

            assertThat(refusal.violations()).hasSize(1);
        }

        private static List<Violation> violations(int count) {
            return new ArrayList<>(Collections.nCopies(count, new Violation("instance_ids[0]", "is wrong")));
        }
    }
}
