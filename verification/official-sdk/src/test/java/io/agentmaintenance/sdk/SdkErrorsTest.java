package io.agentmaintenance.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.ces.v3.CesClient;
import com.huaweicloud.sdk.ces.v3.model.BatchCreateAgentInvocationsRequest;
import com.huaweicloud.sdk.ces.v3.model.BatchCreateInvocationRequestBody;
import com.huaweicloud.sdk.ces.v3.model.BatchCreateInvocationRequestBody.InvocationTypeEnum;
import com.huaweicloud.sdk.ces.v3.model.ListAgentInvocationsRequest;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ClientRequestException;
import com.huaweicloud.sdk.core.exception.ServerResponseException;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.application.port.out.PortException;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("The official SDK throws its own exceptions, with code, message and request id:")
class SdkErrorsTest {
    private static RuntimeException outage() {
        return new PortException("the database does not answer", null);
    }

    private static CesClient client(String endpoint) {
        return CesClient.newBuilder()
                .withCredential(new BasicCredentials().withAk("AK").withSk("SK").withProjectId(LocalCloud.PROJECT))
                .withEndpoints(List.of(endpoint))
                .build();
    }

    private static void create(CesClient client) {
        client.batchCreateAgentInvocations(new BatchCreateAgentInvocationsRequest()
                .withBody(new BatchCreateInvocationRequestBody()
                        .withInvocationType(InvocationTypeEnum.INSTALL)
                        .withInstanceIds(List.of("a"))));
    }

    private static void list(CesClient client) {
        client.listAgentInvocations(new ListAgentInvocationsRequest());
    }

    private static <T extends ServiceResponseException> void fails(
            Class<T> type, int status, String code, Executable call) {
        ServiceResponseException thrown = catchThrowableOfType(type, call::execute);
        assertThat(thrown.getHttpStatusCode()).isEqualTo(status);
        assertThat(thrown.getErrorCode()).isEqualTo(code);
        assertThat(thrown.getErrorMsg()).isNotBlank().doesNotContain("database");
        assertThat(thrown.getRequestId()).isNotBlank();
    }

    @Test
    @DisplayName("for 503 when a port does not answer")
    void throwsForAnUnavailablePort() throws Exception {
        try (TroubledHost host = new TroubledHost(SdkErrorsTest::outage, AgentMaintenanceApi::handle)) {
            CesClient client = client(host.endpoint());
            fails(ServerResponseException.class, 503, "ces.0008", () -> list(client));
        }
    }

    @Test
    @DisplayName("for 503 when a port throws an undocumented exception")
    void throwsForADefectivePort() throws Exception {
        try (TroubledHost host = new TroubledHost(IllegalStateException::new, AgentMaintenanceApi::handle)) {
            CesClient client = client(host.endpoint());
            fails(ServerResponseException.class, 503, "ces.0008", () -> list(client));
        }
    }

    @Test
    @DisplayName("for 429 when the executor has no room")
    void throwsForAnOverload() throws Exception {
        BiFunction<AgentMaintenanceApi, ApiRequest, ApiResponse> busy = AgentMaintenanceApi::overloaded;
        try (TroubledHost host = new TroubledHost(SdkErrorsTest::outage, busy)) {
            CesClient client = client(host.endpoint());
            fails(ClientRequestException.class, 429, "taskmgr.0429", () -> create(client));
            fails(ClientRequestException.class, 429, "ces.0011", () -> list(client));
        }
    }

    @Test
    @DisplayName("for 404 when the endpoint has another path")
    void throwsForAnUnknownPath() throws Exception {
        try (TroubledHost host = new TroubledHost(SdkErrorsTest::outage, AgentMaintenanceApi::handle)) {
            CesClient client = client(host.endpoint() + "/elsewhere");
            fails(ClientRequestException.class, 404, "taskmgr.0404", () -> create(client));
        }
    }
}
