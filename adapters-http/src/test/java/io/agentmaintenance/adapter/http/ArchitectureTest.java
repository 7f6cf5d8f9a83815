package io.agentmaintenance.adapter.http;

import io.agentmaintenance.tck.AdapterArchitecture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The HTTP adapter")
class ArchitectureTest {
    @Test
    @DisplayName("keeps the rules of the contract kit, and publishes only what hosts need")
    void keepsTheRulesOfTheKit() {
        AdapterArchitecture.of(
                        AgentMaintenanceApi.class,
                        AgentMaintenanceServlet.class,
                        ApiRequest.class,
                        ApiResponse.class,
                        RequestHeaders.class,
                        Action.class,
                        Caller.class,
                        Grant.class,
                        ProjectCaller.class,
                        Authentication.class,
                        TokenAuthentication.class,
                        TokenStore.class,
                        SignatureAuthentication.class,
                        AccessKey.class,
                        AccessKeys.class,
                        RequestValidator.class)
                .check();
    }
}
