package io.agentmaintenance.emulator.iam;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AccessKey;
import io.agentmaintenance.adapter.http.Action;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.Caller;
import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.adapter.http.SignatureAuthentication;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.VersionType;
import io.agentmaintenance.emulator.FleetSetup;
import io.agentmaintenance.emulator.ServerDefinition;
import io.agentmaintenance.tck.SettableClock;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The three APIs and the identity stand-in over the memory adapters, with a clock that tests move. */
final class Cloud {
    static final String NORTH = "project1north";
    static final String SOUTH = "project2south";
    static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123456Z");

    final SettableClock clock = SettableClock.at(NOW);
    final TokenStore tokens = new TokenStore(clock);
    final Map<String, AccessKey> keys = new HashMap<>();
    final InMemoryInvocationRepository tasks = InMemoryInvocationRepository.keeping(1000);

    private final Authentication authentication;
    private final AgentMaintenanceApi api;
    final IamApi iam;
    final IssuedTokens issued;

    Cloud() {
        this(new byte[32]);
    }

    Cloud(byte[] key) {
        this(key, IssuedTokens.REVOCATIONS);
    }

    Cloud(byte[] key, int revocations) {
        IamDirectory identities = directory();
        issued = new IssuedTokens(key, identities, clock, revocations);
        authentication = Authentication.firstOf(
                List.of(new SignatureAuthentication(keys::get, clock), issued, new TokenAuthentication(tokens)));
        InMemoryFleet fleet = new InMemoryFleet();
        FleetSetup setup = new FleetSetup(fleet);
        ServerDefinition any = new ServerDefinition(new ServerDefinition.AnyOther(), null, null, null, null);
        setup.add(ProjectId.of(NORTH), any);
        setup.add(ProjectId.of(SOUTH), any);
        AgentMaintenance maintenance = AgentMaintenance.builder()
                .repository(tasks)
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(
                        List.of(new OfferedVersion(AgentVersion.of("1.0.0"), VersionType.BASIC_VERSION))))
                .executor(new InMemoryAgentExecutor(fleet, clock, 1000)::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .validator(RequestValidator.create())
                .clock(clock)
                .build();
        api = AgentMaintenanceApi.builder(maintenance, authentication)
                .clock(clock)
                .build();
        iam = new IamApi(identities, authentication, issued, clock);
    }

    private static IamDirectory directory() {
        Set<ProjectId> both = Set.of(ProjectId.of(NORTH), ProjectId.of(SOUTH));
        Set<Action> all = Set.of(Action.values());
        return IamDirectory.builder()
                .domain("d1", "acme")
                .project(ProjectId.of(NORTH), "north", "d1")
                .project(ProjectId.of(SOUTH), "south", "d1")
                .user("everywhere", "everywhere", "d1", password(), both, all)
                .user("reader", "reader", "d1", password(), both, Set.of(Action.LIST_INVOCATIONS))
                .user("northerner", "northerner", "d1", password(), Set.of(ProjectId.of(NORTH)), all)
                .build();
    }

    /** Puts a token of the configuration in force. */
    void configure(String token, Caller caller, @Nullable Instant expiry) {
        tokens.add(token, caller, expiry);
        issued.addExchangeable(token, caller, expiry);
    }

    private static char[] password() {
        return "pw".toCharArray();
    }

    /** Sends a request to the identity stand-in, else to the three APIs. Checks the answer against the description. */
    ApiResponse send(ApiRequest request) {
        ApiResponse response = sendUnchecked(request);
        Description.allows(request, response);
        return response;
    }

    /** The same without the check, for tests that send very many requests. */
    ApiResponse sendUnchecked(ApiRequest request) {
        ApiResponse answer = iam.handle(request);
        return Objects.requireNonNull(answer == null ? api.handle(request) : answer);
    }

    /** The status that a token gets for an action in a project. */
    int status(String token, String project, Action action) {
        String path = "/v3/" + project;
        TestRequest request = switch (action) {
            case CREATE_INVOCATIONS ->
                TestRequest.of("POST", path + "/agent-invocations/batch-create")
                        .body("{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\"]}");
            case LIST_INVOCATIONS -> TestRequest.of("GET", path + "/agent-invocations");
            case LIST_STATUSES ->
                TestRequest.of("POST", path + "/agent-status/batch-query").body("{\"instance_ids\":[\"a\"]}");
        };
        return send(request.token(token).build()).status();
    }
}
