package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A request that breaks a constraint is refused as a whole, with 400 and the name of the field:")
class ConstraintsTest {
    private final World world = new World();
    private final AgentMaintenanceApi api = world.api();
    private final AgentMaintenanceApi strict =
            world.builder().rejectUnknownFields(true).build();

    @AfterEach
    void nothingIsCreated() {
        assertThat(world.repository.invocations()).isEmpty();
        assertThat(world.executor.started).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("batch-create")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                     | taskmgr.0003 | invocation_type is required: one of",
                "{'invocation_type':null,'instance_ids':['a']}          | taskmgr.0003 | invocation_type is required",
                "{'invocation_type':'install','instance_ids':['a']}     | taskmgr.0003 | invocation_type must be one of",
                "{'invocation_type':'','instance_ids':['a']}            | taskmgr.0003 | invocation_type must be one of",
                "{'invocation_type':1,'instance_ids':['a']}             | taskmgr.0003 | invocation_type must be a string",
                "{'invocation_type':{'a':['INSTALL']}}                  | taskmgr.0003 | invocation_type must be a string",
                "{'invocation_type':'REMOTE_INSTALL'}                   | taskmgr.0003 | invocation_type must be one of INSTALL, UPDATE, ROLLBACK, RETRY; REMOTE_INSTALL is not offered here",
                "{'invocation_type':'INSTALL'}                          | taskmgr.0005 | instance_ids is required for INSTALL: 1 to 100 IDs",
                "{'invocation_type':'UPDATE','instance_ids':[]}         | taskmgr.0005 | instance_ids is required for UPDATE",
                "{'invocation_type':'UPDATE','instance_ids':null}       | taskmgr.0005 | instance_ids is required for UPDATE",
                "{'invocation_type':'UPDATE','instance_ids':'a'}        | taskmgr.0005 | instance_ids must be an array of strings",
                "{'invocation_type':'UPDATE','instance_ids':{'a':'b'}}  | taskmgr.0005 | instance_ids must be an array of strings",
                "{'invocation_type':'UPDATE','instance_ids':[null]}     | taskmgr.0005 | instance_ids[0] must match ^[a-zA-Z0-9-]{1,64}$",
                "{'invocation_type':'UPDATE','instance_ids':['a','']}   | taskmgr.0005 | instance_ids[1] must match",
                "{'invocation_type':'UPDATE','instance_ids':['a_b']}    | taskmgr.0005 | instance_ids[0] must match",
                "{'invocation_type':'UPDATE','instance_ids':['a',7]}    | taskmgr.0005 | instance_ids[1] must be a string",
                "{'invocation_type':'UPDATE','instance_ids':['a',['b']]}| taskmgr.0005 | instance_ids[1] must be a string",
                "{'invocation_type':'ROLLBACK'}                         | taskmgr.0006 | invocation_ids is required for ROLLBACK: 1 to 100 IDs",
                "{'invocation_type':'RETRY','invocation_ids':[]}        | taskmgr.0006 | invocation_ids is required for RETRY",
                "{'invocation_type':'RETRY','invocation_ids':['a b']}   | taskmgr.0006 | invocation_ids[0] must match",
                "{'invocation_type':'RETRY','invocation_ids':['a'],'instance_ids':['a']} | taskmgr.0005 | instance_ids must be absent or empty for RETRY",
                "{'invocation_type':'INSTALL','invocation_ids':['a'],'instance_ids':['a']} | taskmgr.0006 | invocation_ids must be absent or empty for INSTALL",
                "{'invocation_type':'INSTALL','instance_ids':['a'],'invocation_target':'ces'} | taskmgr.0004 | invocation_target must be telescope",
                "{'invocation_type':'INSTALL','instance_ids':['a'],'invocation_target':true}  | taskmgr.0004 | invocation_target must be a string",
                "{'invocation_type':'INSTALL','instance_ids':['a'],'version_type':'BASIC'}    | taskmgr.0007 | version_type must be one of BASIC_VERSION, ADVANCE_VERSION",
                "{'invocation_type':'RETRY','invocation_ids':['a'],'version_type':'BASIC_VERSION'} | taskmgr.0007 | version_type does not apply to RETRY",
                "{'invocation_type':'INSTALL','instance_ids':['a'],'version':2.7}             | taskmgr.0008 | version must be a string",
                "{'invocation_type':'ROLLBACK','invocation_ids':['a'],'version':'1'}          | taskmgr.0008 | version does not apply to ROLLBACK",
                "{'invocation_type':'INSTALL','instance_ids':['a'],'origin':'ces'}            | taskmgr.0009 | origin must be one of CES, APICOM_BMS, ADMIN_SERVER",
            })
    void refusesInvalidCreateRequests(String json, String code, String message) {
        Request.create(json.replace('\'', '"')).to(api).isError(400, code, message);
    }

    @Test
    @DisplayName("batch-create with 101 ids, and with more than are kept in memory")
    void refusesMoreThan100Ids() {
        for (int count : List.of(101, 5000)) {
            Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[" + ids(count) + "]}")
                    .to(api)
                    .isError(400, "taskmgr.0005", "instance_ids must have 1 to 100 elements");
        }
        Request.create("{\"invocation_type\":\"RETRY\",\"invocation_ids\":[" + ids(101) + "]}")
                .to(api)
                .isError(400, "taskmgr.0006", "invocation_ids must have 1 to 100 elements");
    }

    @Test
    @DisplayName("an id of 65 characters, or of half a million, is named by its position")
    void namesThePositionOfALongId() {
        for (int length : List.of(65, 500_000)) {
            Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a\",\"" + "x".repeat(length) + "\"]}")
                    .to(api)
                    .isError(400, "taskmgr.0005", "instance_ids[1] must match");
        }
    }

    @Test
    @DisplayName("all violations are counted, unreadable ones and others, and the first is named")
    void countsAllViolations() {
        Request.create("{\"invocation_target\":\"x\",\"instance_ids\":[1,2],\"origin\":\"x\",\"version\":\"!\"}")
                .to(api)
                .isError(400, "taskmgr.0003", "invocation_type is required")
                .isError(
                        400,
                        "taskmgr.0003",
                        "invocation_type is required: one of INSTALL, UPDATE, ROLLBACK, RETRY (and 5 more violations)");
    }

    @ParameterizedTest
    @DisplayName("the project")
    @CsvSource({"%7Bproject_id%7D", "ABC", "a-b", "''", ".", "%2E%2E", "a%2Fb", "%", "%zz", "%ff", "a%00"})
    void refusesInvalidProjects(String project) {
        String message = "project_id must match ^[a-z0-9]{1,64}$";
        Request.create("{}").inProject(project).to(api).isError(400, "taskmgr.0002", message);
        Request.list(null).inProject(project).to(api).isError(400, "ces.0003", message);
        Request.status("{}").inProject(project).to(api).isError(400, "ces.0003", message);
    }

    @Test
    @DisplayName("a project of 65 characters")
    void refusesALongProject() {
        Request.list(null).inProject("a".repeat(65)).to(api).isError(400, "ces.0003", "project_id must match");
    }

    @ParameterizedTest
    @DisplayName("the list")
    @CsvSource(
            delimiter = '|',
            value = {
                "instance_id=a_b            | ces.0013 | instance_id must match ^[a-zA-Z0-9-]{1,64}$",
                "instance_id=a+b            | ces.0013 | instance_id must match",
                "instance_type=VM           | ces.0013 | instance_type must be one of ECS, BMS",
                "invocation_id=_a           | ces.0013 | invocation_id must match",
                "invocation_type=REPAIR     | ces.0013 | invocation_type must be one of",
                "invocation_target=ces      | ces.0013 | invocation_target must be telescope",
                "offset=-1                  | ces.0006 | offset must be a whole number from 0 to 9999999999999",
                "offset=10000000000000      | ces.0006 | offset must be a whole number",
                "offset=99999999999999999999| ces.0006 | offset must be a whole number",
                "offset=%2B1                | ces.0006 | offset must be a whole number",
                "offset=%D9%A1              | ces.0006 | offset must be a whole number",
                "limit=0&offset=x&instance_type=x | ces.0013 | instance_type must be one of ECS, BMS (and 2 more violations)",
                "limit=x&offset=-1          | ces.0006 | offset must be a whole number from 0 to 9999999999999 (and 1 more violation)",
                "limit=x&limit=5            | ces.0006 | limit must be given at most once",
                "limit=0                    | ces.0006 | limit must be a whole number from 1 to 100",
                "limit=101                  | ces.0006 | limit must be a whole number",
                "limit=1.5                  | ces.0006 | limit must be a whole number",
                "limit=5&limit=5            | ces.0006 | limit must be given at most once",
                "limit=&limit=5             | ces.0006 | limit must be given at most once",
                "instance_id=a&instance%5Fid=b | ces.0013 | instance_id must be given at most once",
                "instance_id=%              | ces.0013 | instance_id must be percent-encoded UTF-8",
                "instance_id=%a             | ces.0013 | instance_id must be percent-encoded UTF-8",
                "instance_id=%c0%af         | ces.0013 | instance_id must be percent-encoded UTF-8",
                "x=%zz                      | ces.0013 | x must be percent-encoded UTF-8",
                "%zz=1                      | ces.0013 | query must be percent-encoded UTF-8",
                "\u00fc=1                   | ces.0013 | query must be percent-encoded UTF-8",
            })
    void refusesInvalidListQueries(String query, String code, String message) {
        Request.list(query).to(api).isError(400, code, message);
    }

    @ParameterizedTest
    @DisplayName("the status query")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                               | instance_ids is required: 1 to 2000 IDs",
                "{'instance_ids':[]}                              | instance_ids must have 1 to 2000 elements",
                "{'instance_ids':['a','b_']}                      | instance_ids[1] must match",
                "{'instance_ids':['a'],'uniagent_status':'NONE'}  | uniagent_status must be one of none, running, silent, unknown",
                "{'instance_ids':['a'],'extension_name':'x'}      | extension_name must be telescope",
                "{'instance_ids':['a'],'extension_status':'on'}   | extension_status must be one of none, running, stopped, fault, unknown",
                "{'instance_ids':['a'],'extension_status':[]}     | extension_status must be a string",
            })
    void refusesInvalidStatusQueries(String json, String message) {
        Request.status(json.replace('\'', '"')).to(api).isError(400, "ces.0014", message);
    }

    @Test
    @DisplayName("the status query with 2,001 ids")
    void refusesMoreThan2000Servers() {
        Request.status("{\"instance_ids\":[" + ids(2000) + "]}").to(api).isOk(200, "{\"agent_status\":[]}");
        Request.status("{\"instance_ids\":[" + ids(2001) + "]}")
                .to(api)
                .isError(400, "ces.0014", "instance_ids must have 1 to 2000 elements");
    }

    @Nested
    @DisplayName("in strict mode an unknown name is refused")
    class Strictness {
        @Test
        @DisplayName("in every mode if a newer edition has the name, and the password in it is repeated nowhere")
        void refusesRemoteInstallation() {
            Reply reply = Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a\"],"
                            + "\"remote_install_meta\":[{\"user_name\":\"root\",\"password\":\"s3cr3t\"}]}")
                    .to(api);
            reply.isError(400, "taskmgr.0011", "remote_install_meta is not offered here");
            assertThat(reply.body()).doesNotContain("s3cr3t");
        }

        @Test
        @DisplayName("in a body")
        void refusesUnknownMembers() {
            Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"a\"],\"remote_meta\":[{}]}")
                    .to(strict)
                    .isError(400, "taskmgr.0011", "remote_meta is not a known field");
            Request.status("{\"instance_ids\":[\"a\"],\"limit\":1}")
                    .to(strict)
                    .isError(400, "ces.0014", "limit is not a known field");
        }

        @Test
        @DisplayName("in a query")
        void refusesUnknownParameters() {
            Request.list("limit=1&sort=up").to(strict).isError(400, "ces.0013", "sort is not a known parameter");
        }

        @Test
        @DisplayName("with the name escaped and cut")
        void showsUnknownNamesEscapedAndCut() {
            Request.create("{\"<script>[0]\\n\":1}").to(strict).isError(400, "taskmgr.0011", "?script??0?? is not");
            Request.list("x".repeat(200) + "=1").to(strict).isError(400, "ces.0013", "x".repeat(64) + " is not");
            Request.list("%0a=1").to(strict).isError(400, "ces.0013", "? is not");
        }
    }

    @Nested
    @DisplayName("a body that is not a JSON object is refused")
    class Bodies {
        @ParameterizedTest
        @DisplayName("in clear words")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "``              | body is empty; it must be a JSON object",
                    "` `             | body is empty; it must be a JSON object",
                    "null            | body must be a JSON object",
                    "[]              | body must be a JSON object",
                    "'a'             | body must be a JSON object",
                    "7               | body must be a JSON object",
                    "{               | body is not valid JSON, at line 1, column ",
                    "{'a':1          | body is not valid JSON, at line 1, column ",
                    "{'a' 1}         | body is not valid JSON, at line 1, column ",
                    "{'a':1,}        | body is not valid JSON, at line 1, column ",
                    "{a:1}           | body is not valid JSON, at line 1, column ",
                    "{'a':01}        | body is not valid JSON, at line 1, column ",
                    "{'a':NaN}       | body is not valid JSON, at line 1, column ",
                    "{/**/}          | body is not valid JSON, at line 1, column ",
                    "nul             | body is not valid JSON, at line 1, column ",
                    "{}{}            | body must be one JSON object and nothing after it",
                    "{} x            | body is not valid JSON, at line 1, column ",
                    "{'a':1,'a':1}   | body has the same field twice, at line 1, column ",
                    "{'x':{'a':1,'a':1}} | body has the same field twice, at line 1, column ",
                })
        void explainsWhatIsWrong(String json, String message) {
            String code = message.contains("empty") ? "ces.0001" : "ces.0014";
            Request.create(json.replace('\'', '"')).to(api).isError(400, "taskmgr.0001", message);
            Request.status(json.replace('\'', '"')).to(api).isError(400, code, message);
        }

        @Test
        @DisplayName("with the line")
        void namesTheLine() {
            Request.create("{\n\"a\":1,\n  ?}")
                    .to(api)
                    .isError(400, "taskmgr.0001", "body is not valid JSON, at line 3");
        }

        @Test
        @DisplayName("if it is a hundred thousand levels deep")
        void refusesDeepNesting() {
            for (String open : List.of("[", "{\"a\":")) {
                Request.create("{\"x\":" + open.repeat(100_000))
                        .to(api)
                        .isError(
                                400,
                                "taskmgr.0001",
                                "body is nested too deeply, or has a name or number that is too long");
            }
        }

        @Test
        @DisplayName("if it has a number of ten thousand digits, or a name of a thousand characters")
        void refusesLongNumbersAndNames() {
            String digits = "1".repeat(10_000);
            for (String json :
                    List.of("{\"x\":" + digits + "}", "{\"x\":1." + digits + "}", "{\"" + "n".repeat(1000) + "\":1}")) {
                Request.create(json).to(api).isError(400, "taskmgr.0001", "body is nested too deeply, or has a name");
            }
        }

        @Test
        @DisplayName("if it is not UTF-8, or has a byte order mark")
        void refusesOtherEncodings() {
            String json = "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"]}";
            byte[] broken = json.replace("}", ",\"x\":\"\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1);
            byte[] overlong = json.replace("}", ",\"x\":\"12\"}").getBytes(StandardCharsets.UTF_8);
            overlong[overlong.length - 4] = (byte) 0xC0;
            overlong[overlong.length - 3] = (byte) 0xAF;
            byte[] half = json.replace("}", ",\"x\":\"123\"}").getBytes(StandardCharsets.UTF_8);
            half[half.length - 5] = (byte) 0xED;
            half[half.length - 4] = (byte) 0xA0;
            half[half.length - 3] = (byte) 0x80;
            for (byte[] body : List.of(
                    broken,
                    overlong,
                    half,
                    ("\ufeff" + json).getBytes(StandardCharsets.UTF_8),
                    json.getBytes(StandardCharsets.UTF_16),
                    json.getBytes(StandardCharsets.UTF_16LE),
                    json.getBytes(StandardCharsets.UTF_16BE))) {
                Request.create("")
                        .body(body)
                        .to(api)
                        .isError(400, "taskmgr.0001", "body must be JSON in UTF-8 without a byte order mark");
            }
        }

        @Test
        @DisplayName("even if thousands of its elements have the wrong type")
        void refusesManyWrongElements() {
            String ones = String.join(",", Collections.nCopies(50_000, "1"));
            Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[" + ones + "]}")
                    .to(api)
                    .isError(400, "taskmgr.0005", "instance_ids[0] must be a string (and 99 more violations)");
        }
    }

    private static String ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"i" + i + "\"").collect(Collectors.joining(","));
    }
}
