package io.agentmaintenance.generated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A Java client generated from the description")
class GeneratedJavaClientTest {
    private static DemoServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new DemoServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("of the library native creates tasks, lists them and queries agents")
    void nativeClientCreatesListsAndQueries() throws Exception {
        var client = new com.example.jdk.ApiClient();
        client.updateBaseUri(server.url);
        client.setRequestInterceptor(request -> request.header("X-Auth-Token", DemoServer.TOKEN));
        var api = new com.example.jdk.api.AgentMaintenanceTasksApi(client);

        var results = api.batchCreateAgentInvocations(
                        DemoServer.PROJECT,
                        new com.example.jdk.model.BatchCreateRequest()
                                .invocationType(com.example.jdk.model.InvocationType.INSTALL)
                                .instanceIds(List.of("bare-001", "current-001"))
                                .versionType(com.example.jdk.model.VersionType.BASIC_VERSION)
                                .origin(com.example.jdk.model.Origin.CES))
                .getInvocations();
        assertThat(results).hasSize(2);
        assertThat(results.get(1).getRefusedItem().getErrorCode()).isEqualTo("invocationmgr.0030");

        var page = api.listAgentInvocations(DemoServer.PROJECT, null, null, null, null, null, null, 100);
        assertThat(page.getInvocations()).hasSize(page.getCount().intValue());

        var states = api.batchQueryAgentStatuses(
                DemoServer.PROJECT, new com.example.jdk.model.StatusRequest().instanceIds(List.of("current-001")));
        assertThat(states.getAgentStatus())
                .singleElement()
                .satisfies(state -> assertThat(state.getInstanceId()).isEqualTo("current-001"));
    }

    @Test
    @DisplayName("of the default library creates tasks, lists them and queries agents")
    void defaultClientCreatesListsAndQueries() throws Exception {
        var client = new com.example.okhttp.ApiClient();
        client.setBasePath(server.url);
        client.addDefaultHeader("X-Auth-Token", DemoServer.TOKEN);
        var api = new com.example.okhttp.api.AgentMaintenanceTasksApi(client);

        var results = api.batchCreateAgentInvocations(
                        DemoServer.PROJECT,
                        new com.example.okhttp.model.BatchCreateRequest()
                                .invocationType(com.example.okhttp.model.InvocationType.UPDATE)
                                .instanceIds(List.of("old-001", "current-001"))
                                .version("2.7.5.1")
                                .origin(com.example.okhttp.model.Origin.CES))
                .getInvocations();
        assertThat(results.get(0).getAcceptedItem().getInstanceId()).isEqualTo("old-001");
        assertThat(results.get(1).getRefusedItem().getErrorMsg()).isNotEmpty();

        var id = results.get(0).getAcceptedItem().getInvocationId();
        var page = api.listAgentInvocations(DemoServer.PROJECT, null, null, id, null, null, null, null);
        assertThat(page.getInvocations())
                .singleElement()
                .satisfies(task -> assertThat(task.getTargetVersion()).isEqualTo("2.7.5.1"));

        var states = api.batchQueryAgentStatuses(
                DemoServer.PROJECT,
                new com.example.okhttp.model.StatusRequest().instanceIds(List.of("old-001", "current-001")));
        assertThat(states.getAgentStatus()).hasSize(2);
    }
}
