package com.example.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.RequestHeaders;
import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.UniAgentStatus;
import io.agentmaintenance.domain.VersionType;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On a Friday, an UPDATE")
class PlatformRulesInTheApiTest {
    private static final ProjectId PROJECT = ProjectId.of("platform");
    private static final InstanceId WEB = InstanceId.of("web-01");
    private static final String TOKEN = "a-token-of-the-test";

    private final Clock friday = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
    private final AgentMaintenance maintenance = maintenance();

    @Test
    @DisplayName("is refused by the HTTP API with the text of the rule")
    void http() {
        TokenStore tokens = new TokenStore(friday);
        tokens.add(TOKEN, ProjectCaller.of("platform", PROJECT), null);
        AgentMaintenanceApi api = AgentMaintenanceApi.builder(maintenance, new TokenAuthentication(tokens))
                .build();
        String body = "{\"invocation_type\":\"UPDATE\",\"instance_ids\":[\"web-01\"]}";

        ApiResponse response = api.handle(new ApiRequest(
                "POST",
                "/v3/platform/agent-invocations/batch-create",
                null,
                new Headers(Map.of("X-Auth-Token", TOKEN, "Content-Type", "application/json")),
                body.getBytes(StandardCharsets.UTF_8),
                false));

        assertThat(response.status()).isEqualTo(201);
        assertThat(new String(response.body(), StandardCharsets.UTF_8))
                .contains("\"error_code\":\"invocationmgr.0099\"", "\"error_msg\":\"No UPDATE on a Friday.\"");
    }

    @Test
    @DisplayName("is refused in a plan, which changes nothing")
    void plan() {
        List<Refusal> refusals = maintenance
                .requests()
                .plan(InvocationRequest.update(PROJECT, List.of(WEB)))
                .items()
                .get(0)
                .refusals();

        assertThat(refusals).containsExactly(Refusal.byHost("No UPDATE on a Friday."));
    }

    private AgentMaintenance maintenance() {
        InMemoryFleet fleet = new InMemoryFleet();
        fleet.add(
                PROJECT,
                new Instance(
                        InstanceProfile.ecs(WEB), UniAgentStatus.RUNNING, AgentState.running(AgentVersion.of("2.4.1"))),
                AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
        return AgentMaintenance.builder()
                .eligibility(PlatformRules.eligibility(ZoneId.of("Europe/Berlin"), Set.of()))
                .repository(InMemoryInvocationRepository.withDefaults())
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(
                        List.of(new OfferedVersion(AgentVersion.of("2.7.5.1"), VersionType.BASIC_VERSION))))
                .executor(new InMemoryAgentExecutor(fleet, friday)::reportingTo)
                .ids(InvocationIds.timeOrdered(friday, new SecureRandom()))
                .validator(RequestValidator.create())
                .clock(friday)
                .build();
    }

    /** The header fields of a request. */
    private record Headers(Map<String, String> fields) implements RequestHeaders {
        @Override
        public @Nullable String first(String name) {
            return fields.get(name);
        }

        @Override
        public List<String> all(String name) {
            String value = first(name);
            return value == null ? List.of() : List.of(value);
        }
    }
}
