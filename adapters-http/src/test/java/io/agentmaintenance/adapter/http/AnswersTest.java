package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.UniAgentStatus;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The answers, byte for byte")
class AnswersTest {
    private static final String INSTALL_BOTH = """
            {
              "instance_ids" : [ "instancexxx001", "instancexxx002" ],
              "invocation_type" : "INSTALL",
              "invocation_target" : "telescope"
            }""";

    private final World world = new World();
    private final AgentMaintenanceApi api = world.api();

    @Nested
    @DisplayName("batch-create")
    class Create {
        @Test
        @DisplayName("answers the document's example with one line per server, in request order")
        void answersTheExample() {
            Request.create(INSTALL_BOTH)
                    .to(api)
                    .isOk(
                            201,
                            "{\"invocations\":["
                                    + "{\"instance_id\":\"instancexxx001\",\"ret_status\":\"successful\","
                                    + "\"invocation_id\":\"task-1\"},"
                                    + "{\"instance_id\":\"instancexxx002\",\"ret_status\":\"error\","
                                    + "\"error_msg\":\"The agent is installed and running. UPDATE is possible.\","
                                    + "\"error_code\":\"invocationmgr.0030\"}]}");
            assertThat(world.executor.started).hasSize(1);
        }

        @Test
        @DisplayName("is 201 even if every line is refused")
        void isCreatedEvenIfAllAreRefused() {
            Request.create("{\"invocation_type\":\"UPDATE\",\"instance_ids\":[\"nowhere\",\"nowhere\"]}")
                    .to(api)
                    .isOk(
                            201,
                            "{\"invocations\":["
                                    + "{\"instance_id\":\"nowhere\",\"ret_status\":\"error\","
                                    + "\"error_msg\":\"The server does not exist in this project.\","
                                    + "\"error_code\":\"invocationmgr.0001\"},"
                                    + "{\"instance_id\":\"nowhere\",\"ret_status\":\"error\",\"error_msg\":"
                                    + "\"The ID is named more than once in this request; its first occurrence counts.\","
                                    + "\"error_code\":\"invocationmgr.0003\"}]}");
        }

        @Test
        @DisplayName("echoes the earlier task that a refused ROLLBACK names, without a server if it is not known")
        void echoesTheEarlierTask() {
            Request.create("{\"invocation_type\":\"ROLLBACK\",\"invocation_ids\":[\"lost\"],\"origin\":\"CES\"}")
                    .to(api)
                    .isOk(
                            201,
                            "{\"invocations\":[{\"ret_status\":\"error\","
                                    + "\"error_msg\":\"The task does not exist in this project.\","
                                    + "\"invocation_id\":\"lost\",\"error_code\":\"invocationmgr.0002\"}]}");
        }

        @Test
        @DisplayName("answers a ROLLBACK with the id of the new task")
        void answersTheNewTask() {
            Request.create("{\"invocation_type\":\"UPDATE\",\"instance_ids\":[\"instancexxx002\"]}")
                    .to(api);
            world.succeed();
            world.servers.add("instancexxx002", UniAgentStatus.RUNNING, AgentState.running(AgentVersion.of("2.8.0")));
            Request.create("{\"instance_ids\":null,\"invocation_type\":\"ROLLBACK\",\"invocation_ids\":[\"task-1\"]}")
                    .to(api)
                    .isOk(
                            201,
                            "{\"invocations\":[{\"instance_id\":\"instancexxx002\",\"ret_status\":\"successful\","
                                    + "\"invocation_id\":\"task-2\"}]}");
        }

        @ParameterizedTest
        @DisplayName("accepts unknown members, null and repeated values")
        @ValueSource(
                strings = {
                    "{\"instance_ids\":[\"instancexxx001\"],\"invocation_type\":\"INSTALL\",\"version\":\"2.8.0\"}",
                    "{\"instance_ids\":[\"instancexxx001\"],\"invocation_type\":\"INSTALL\",\"invocation_ids\":[]}",
                    "{\"instance_ids\":[\"instancexxx001\"],\"invocation_type\":\"INSTALL\",\"invocation_ids\":null,"
                            + "\"version_type\":null,\"version\":null,\"origin\":null,\"invocation_target\":null}",
                    "{\"instance_ids\":[\"instancexxx001\"],\"invocation_type\":\"INSTALL\","
                            + "\"remote_install_meta\":null,\"remote_meta\":[{\"a\":[1,2.5e3,true,{\"b\":null}]}],\"x\":-1}",
                    "{\"instance_ids\":[\"instancexxx001\"],\"\\u0069nvocation_type\":\"INST\\u0041LL\"}\n",
                    "\r\n\t {\"name\":\"\u00fc\u20ac\ud83d\ude00\",\"instance_ids\":[\"instancexxx001\"],"
                            + "\"invocation_type\":\"INSTALL\"} \n",
                })
        void acceptsUnknownAndNullMembers(String json) {
            Reply reply = Request.create(json).to(api);
            assertThat(reply.body()).contains("\"ret_status\":\"successful\",\"invocation_id\":\"task-1\"");
            assertThat(reply.status()).isEqualTo(201);
        }
    }

    @Nested
    @DisplayName("the list")
    class Lists {
        @Test
        @DisplayName("shows a task with all its members")
        void showsATaskWithAllMembers() {
            Request.create("{\"invocation_type\":\"UPDATE\",\"instance_ids\":[\"instancexxx002\"]}")
                    .to(api);
            Request.list("invocation_id=task-1")
                    .to(api)
                    .isOk(
                            200,
                            "{\"invocations\":[{\"instance_id\":\"instancexxx002\","
                                    + "\"instance_name\":\"name of instancexxx002\",\"instance_type\":\"BMS\","
                                    + "\"intranet_ips\":[\"10.0.0.1\",\"10.0.0.2\"],\"elastic_ips\":[],"
                                    + "\"invocation_id\":\"task-1\",\"invocation_type\":\"UPDATE\","
                                    + "\"invocation_status\":\"PENDING\",\"invocation_target\":\"telescope\","
                                    + "\"create_time\":1795420800123,\"update_time\":1795420800123,"
                                    + "\"current_version\":\"2.7.0\",\"target_version\":\"2.8.0\","
                                    + "\"result_msg\":\"Accepted, waiting to be picked up.\"}],\"count\":1}");
        }

        @Test
        @DisplayName("omits the current version if none is known")
        void omitsAnUnknownCurrentVersion() {
            Request.create(INSTALL_BOTH).to(api);
            assertThat(Request.list(null).to(api).body())
                    .doesNotContain("current_version")
                    .contains("\"target_version\":\"2.8.0\"");
        }

        @Test
        @DisplayName("is empty, without an error, past the end and for an id that no task can have")
        void isEmptyPastTheEnd() {
            Request.create(INSTALL_BOTH).to(api);
            Request.list("limit=100&offset=100").to(api).isOk(200, "{\"invocations\":[],\"count\":1}");
            Request.list("invocation_id=a_b").to(api).isOk(200, "{\"invocations\":[],\"count\":0}");
        }

        @ParameterizedTest
        @DisplayName("accepts every filter, percent-encoded or not, and ignores unknown parameters")
        @ValueSource(
                strings = {
                    "",
                    "&&",
                    "instance_id=instancexxx001",
                    "instance_id=%69nstancexxx001",
                    "instance%5Fid=instancexxx001",
                    "instance_type=BMS",
                    "invocation_type=INSTALL&invocation_target=telescope",
                    "limit=1&offset=0",
                    "unknown=1&unknown=2&another&=x",
                })
        void acceptsEveryFilter(String query) {
            Request.create(INSTALL_BOTH).to(api);
            assertThat(Request.list(query).to(api).body()).endsWith("}],\"count\":1}");
        }

        @ParameterizedTest
        @DisplayName("returns only tasks that match")
        @ValueSource(strings = {"instance_id=instancexxx002", "instance_type=ECS", "invocation_type=RETRY", "offset=1"})
        void returnsOnlyMatches(String query) {
            Request.create(INSTALL_BOTH).to(api);
            assertThat(Request.list(query).to(api).body()).startsWith("{\"invocations\":[],");
        }

        @Test
        @DisplayName("shows any text of the host as JSON, with unpaired surrogates replaced")
        void replacesUnpairedSurrogates() {
            InstanceProfile odd = new InstanceProfile(
                    InstanceId.of("odd"), "a\"b\\\n\u00e4\ud83d\ude00\ud83dz", InstanceType.ECS, List.of(), List.of());
            world.servers.add(new Instance(odd, UniAgentStatus.RUNNING, AgentState.notInstalled()));
            Request.create("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"odd\"]}")
                    .to(api);
            assertThat(Request.list(null).to(api).body())
                    .contains("\"instance_name\":\"a\\\"b\\\\\\n\u00e4\ud83d\ude00\ufffdz\"");
        }
    }

    @Nested
    @DisplayName("the status query")
    class Status {
        @Test
        @DisplayName("shows each known server once, in the order of the request")
        void showsEachKnownServerOnce() {
            Request.status(
                            "{\"instance_ids\":[\"silent\",\"nowhere\",\"instancexxx002\",\"instancexxx001\",\"silent\"]}")
                    .to(api)
                    .isOk(
                            200,
                            "{\"agent_status\":["
                                    + "{\"instance_id\":\"silent\",\"uniagent_status\":\"silent\",\"extensions\":["
                                    + "{\"name\":\"telescope\",\"status\":\"fault\"}]},"
                                    + "{\"instance_id\":\"instancexxx002\",\"uniagent_status\":\"running\",\"extensions\":["
                                    + "{\"name\":\"telescope\",\"status\":\"running\",\"version\":\"2.7.0\"}]},"
                                    + "{\"instance_id\":\"instancexxx001\",\"uniagent_status\":\"running\",\"extensions\":["
                                    + "{\"name\":\"telescope\",\"status\":\"none\"}]}]}");
        }

        @Test
        @DisplayName("returns only servers that match the filters, perhaps none")
        void returnsOnlyMatches() {
            Request.status("{\"instance_ids\":[\"instancexxx001\",\"silent\"],\"uniagent_status\":\"running\","
                            + "\"extension_name\":\"telescope\",\"extension_status\":\"running\"}")
                    .to(api)
                    .isOk(200, "{\"agent_status\":[]}");
        }

        @Test
        @DisplayName("omits a version that is longer than the documented limit")
        void omitsLongVersions() {
            world.servers.add(
                    "long",
                    UniAgentStatus.UNKNOWN,
                    new AgentState(AgentStatus.UNKNOWN, AgentVersion.of("1".repeat(33))));
            Request.status("{\"instance_ids\":[\"long\"]}")
                    .to(api)
                    .isOk(
                            200,
                            "{\"agent_status\":[{\"instance_id\":\"long\",\"uniagent_status\":\"unknown\","
                                    + "\"extensions\":[{\"name\":\"telescope\",\"status\":\"unknown\"}]}]}");
        }
    }
}
