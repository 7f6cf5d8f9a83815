package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Standing;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The catalogue of errors")
class ApiErrorTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("has codes of the documented forms and messages of 1 to 256 characters")
    void hasDocumentedForms(ApiError error) {
        assertThat(error.code(Route.CREATE)).matches("taskmgr\\.[0-9]{4}");
        assertThat(error.code(null)).isEqualTo(error.code(Route.CREATE));
        assertThat(error.code(Route.LIST)).matches("ces\\.[0-9]{4}");
        assertThat(error.code(Route.STATUS)).matches("ces\\.[0-9]{4}");
        assertThat(error.message()).hasSizeBetween(1, 256);
        assertThat(error.status()).isBetween(400, 599);
    }

    @Test
    @DisplayName("has unique codes for create, except for two pairs that only the other resources distinguish")
    void hasUniqueCodes() {
        List<ApiError> secondOfPairs = List.of(ApiError.BODY_INVALID, ApiError.PAGING_INVALID);

        assertThat(ApiError.values())
                .filteredOn(error -> !secondOfPairs.contains(error))
                .extracting(error -> error.code(Route.CREATE))
                .doesNotHaveDuplicates();
        assertThat(ApiError.BODY_INVALID.code(Route.CREATE)).isEqualTo(ApiError.BODY_MISSING.code(Route.CREATE));
        assertThat(ApiError.PAGING_INVALID.code(Route.CREATE)).isEqualTo(ApiError.QUERY_INVALID.code(Route.CREATE));
    }

    @ParameterizedTest(name = "{0}: {1}, {2}, {3}")
    @DisplayName("has these codes for create, list and status query")
    @CsvSource({
        "BODY_MISSING,              taskmgr.0001, ces.0001, ces.0001",
        "BODY_INVALID,              taskmgr.0001, ces.0013, ces.0014",
        "PROJECT_ID_INVALID,        taskmgr.0002, ces.0003, ces.0003",
        "INVOCATION_TYPE_INVALID,   taskmgr.0003, ces.0013, ces.0014",
        "INVOCATION_TARGET_INVALID, taskmgr.0004, ces.0013, ces.0014",
        "INSTANCE_IDS_INVALID,      taskmgr.0005, ces.0013, ces.0014",
        "INVOCATION_IDS_INVALID,    taskmgr.0006, ces.0013, ces.0014",
        "VERSION_TYPE_INVALID,      taskmgr.0007, ces.0013, ces.0014",
        "VERSION_INVALID,           taskmgr.0008, ces.0013, ces.0014",
        "ORIGIN_INVALID,            taskmgr.0009, ces.0013, ces.0014",
        "QUERY_INVALID,             taskmgr.0010, ces.0013, ces.0014",
        "PAGING_INVALID,            taskmgr.0010, ces.0006, ces.0014",
        "FIELD_UNKNOWN,             taskmgr.0011, ces.0013, ces.0014",
        "REQUEST_INVALID,           taskmgr.0400, ces.0011, ces.0011",
        "UNAUTHENTICATED,           taskmgr.0401, ces.0015, ces.0015",
        "FORBIDDEN,                 taskmgr.0403, ces.0017, ces.0017",
        "NOT_FOUND,                 taskmgr.0404, ces.0016, ces.0016",
        "METHOD_NOT_ALLOWED,        taskmgr.0405, ces.0011, ces.0011",
        "BODY_TOO_LARGE,            taskmgr.0413, ces.0011, ces.0011",
        "MEDIA_TYPE_UNSUPPORTED,    taskmgr.0415, ces.0011, ces.0011",
        "OVERLOADED,                taskmgr.0429, ces.0011, ces.0011",
        "INTERNAL,                  taskmgr.0500, ces.0007, ces.0007",
        "UNAVAILABLE,               taskmgr.0503, ces.0008, ces.0008",
    })
    void hasTheseCodes(ApiError error, String create, String list, String status) {
        assertThat(Arrays.stream(Route.values()).map(error::code)).containsExactly(create, list, status);
    }

    @Test
    @DisplayName("is documented, except for conditions that the API document does not mention")
    void isDocumented() {
        assertThat(ApiError.values())
                .filteredOn(error -> error.standing() != Standing.DOCUMENTED)
                .containsExactly(
                        ApiError.FIELD_UNKNOWN,
                        ApiError.NOT_FOUND,
                        ApiError.METHOD_NOT_ALLOWED,
                        ApiError.BODY_TOO_LARGE,
                        ApiError.MEDIA_TYPE_UNSUPPORTED,
                        ApiError.OVERLOADED,
                        ApiError.UNAVAILABLE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("has an error for each field")
    @CsvSource({
        "body, BODY_INVALID",
        "project_id, PROJECT_ID_INVALID",
        "invocation_type, INVOCATION_TYPE_INVALID",
        "invocation_target, INVOCATION_TARGET_INVALID",
        "instance_ids, INSTANCE_IDS_INVALID",
        "invocation_ids, INVOCATION_IDS_INVALID",
        "version_type, VERSION_TYPE_INVALID",
        "version, VERSION_INVALID",
        "origin, ORIGIN_INVALID",
        "offset, PAGING_INVALID",
        "limit, PAGING_INVALID",
        "instance_id, QUERY_INVALID",
        "invocation_id, QUERY_INVALID",
        "instance_type, QUERY_INVALID",
        "uniagent_status, QUERY_INVALID",
        "extension_name, QUERY_INVALID",
        "extension_status, QUERY_INVALID",
        "surprise, FIELD_UNKNOWN",
        "'', FIELD_UNKNOWN",
    })
    void hasAnErrorForEachField(String field, ApiError error) {
        assertThat(ApiError.ofField(field)).isEqualTo(error);
    }
}
