package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts send a variable that is not set as an empty text. */
@DisplayName("An empty optional text")
class EmptyTextsTest {
    private final World world = new World();
    private final AgentMaintenanceApi api = world.api();
    private final AgentMaintenanceApi strict =
            world.builder().rejectUnknownFields(true).build();

    @ParameterizedTest(name = "{0}")
    @DisplayName("counts as absent in a request for maintenance")
    @ValueSource(strings = {"invocation_target", "version_type", "version", "origin"})
    void countsAsAbsentInCreate(String field) {
        String with = "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"],\"" + field + "\":\"\"}";

        Reply reply = answer(Request.create(with));

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body()).contains("\"ret_status\":\"successful\"");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("counts as absent in a ROLLBACK or RETRY, to which no version applies")
    @ValueSource(strings = {"version_type", "version", "origin", "invocation_target"})
    void countsAsAbsentInRollbackAndRetry(String field) {
        for (String type : new String[] {"ROLLBACK", "RETRY"}) {
            Reply reply = answer(Request.create(
                    "{\"invocation_type\":\"" + type + "\",\"invocation_ids\":[\"a\"],\"" + field + "\":\"\"}"));

            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.body()).contains("invocationmgr.0002");
        }
    }

    @ParameterizedTest(name = "?{0}")
    @DisplayName("counts as absent in the query of the list")
    @ValueSource(
            strings = {
                "instance_id=",
                "instance_id",
                "instance_type=",
                "invocation_id=",
                "invocation_type=",
                "invocation_target=",
                "offset=",
                "limit=",
                "instance_id=&instance_type=&invocation_id=&invocation_type=&invocation_target=&offset=&limit="
            })
    void absentInList(String query) {
        Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"]}")
                .to(api);

        assertThat(Request.list(query).to(api).body())
                .isEqualTo(Request.list(null).to(api).body())
                .contains("\"count\":1");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("counts as absent in the status query")
    @ValueSource(strings = {"uniagent_status", "extension_name", "extension_status"})
    void countsAsAbsentInStatusQuery(String field) {
        String all = "{\"instance_ids\":[\"instancexxx001\",\"silent\"]";

        assertThat(answer(Request.status(all + ",\"" + field + "\":\"\"}")).body())
                .isEqualTo(Request.status(all + "}").to(api).body())
                .contains("silent");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused by its name in strict mode, in a body")
    @CsvSource({
        "invocation_target, taskmgr.0004",
        "version_type, taskmgr.0007",
        "version, taskmgr.0008",
        "origin, taskmgr.0009",
    })
    void isRefusedInStrictCreate(String field, String code) {
        Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a\"],\"" + field + "\":\"\"}")
                .to(strict)
                .isError(400, code, field + " must");
    }

    @ParameterizedTest(name = "?{0}=")
    @DisplayName("is refused by its name in strict mode, in the query of the list")
    @CsvSource({
        "instance_id, ces.0013",
        "instance_type, ces.0013",
        "invocation_id, ces.0013",
        "invocation_type, ces.0013",
        "invocation_target, ces.0013",
        "offset, ces.0006",
        "limit, ces.0006",
    })
    void isRefusedInStrictList(String parameter, String code) {
        Request.list(parameter + "=").to(strict).isError(400, code, parameter + " must");
        Request.list(parameter).to(strict).isError(400, code, parameter + " must");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused by its name in strict mode, in the status query")
    @ValueSource(strings = {"uniagent_status", "extension_name", "extension_status"})
    void isRefusedInStrictStatusQuery(String field) {
        Request.status("{\"instance_ids\":[\"a\"],\"" + field + "\":\"\"}")
                .to(strict)
                .isError(400, "ces.0014", field + " must");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is refused in every mode where a text is required, or in a list of IDs")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'invocation_type':'','instance_ids':['a']}        | taskmgr.0003 | invocation_type must be one of",
                "{'invocation_type':'INSTALL','instance_ids':['']}  | taskmgr.0005 | instance_ids[0] must match",
            })
    void refusedWhereRequired(String json, String code, String message) {
        Request.create(json.replace('\'', '"')).to(api).isError(400, code, message);
        Request.create(json.replace('\'', '"')).to(strict).isError(400, code, message);
    }

    /** The published description does not offer an empty text, so the answer is not checked against it. */
    private Reply answer(Request request) {
        return new Reply(api.handle(request.build()));
    }
}
