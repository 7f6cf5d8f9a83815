package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.Samples.PROJECT;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.RequestHeaders;
import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.InvocationIds;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP function, configured as in the server, and requests for it. */
final class HttpService {
    static final String TOKEN = "a-token-of-64-visible-characters-as-a-careful-operator-makes-one";
    static final String CREATE = "/v3/" + PROJECT + "/agent-invocations/batch-create";
    static final String LIST = "/v3/" + PROJECT + "/agent-invocations";
    static final String STATUS = "/v3/" + PROJECT + "/agent-status/batch-query";
    static final RequestHeaders HEADERS = new Headers(List.of(
            "Host", "127.0.0.1:8080",
            "User-Agent", "huaweicloud-usdk-java/3.0",
            "Content-Type", "application/json",
            "X-Auth-Token", TOKEN));
    private static final byte[] NOTHING = {};

    private HttpService() {}

    static AgentMaintenanceApi over(InMemoryInvocationRepository store, InMemoryFleet fleet) {
        Clock clock = Clock.systemUTC();
        InMemoryAgentExecutor executor = new InMemoryAgentExecutor(fleet, clock);
        AgentMaintenance maintenance = AgentMaintenance.builder()
                .repository(store)
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(Samples.VERSIONS))
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .validator(RequestValidator.create())
                .clock(clock)
                .build();
        TokenStore tokens = new TokenStore(clock);
        tokens.add(TOKEN, ProjectCaller.of("benchmark", PROJECT), null);
        return AgentMaintenanceApi.builder(maintenance, new TokenAuthentication(tokens))
                .build();
    }

    /**
     * Calls until the code is compiled. It counts calls, not time, because a request runs through much code, and the usual seconds
     * of warm-up would be too short on a busy machine.
     */
    static void warmUp(int items, Supplier<byte[]> call) {
        int bytes = 0;
        for (int i = 0; i < 3_000 + 30_000 / items; i++) {
            bytes += call.get().length;
        }
        if (bytes == 0) {
            throw new IllegalStateException("there was no answer");
        }
    }

    static ApiRequest get(String path, String query) {
        return new ApiRequest("GET", path, query, HEADERS, NOTHING, false);
    }

    static ApiRequest post(String path, byte[] body) {
        return new ApiRequest("POST", path, null, HEADERS, body, false);
    }

    /** Alternating names and values. */
    private record Headers(List<String> fields) implements RequestHeaders {
        @Override
        public @Nullable String first(String name) {
            for (int i = 0; i < fields.size(); i += 2) {
                if (fields.get(i).equalsIgnoreCase(name)) {
                    return fields.get(i + 1);
                }
            }
            return null;
        }

        @Override
        public List<String> all(String name) {
            List<String> all = new ArrayList<>(1);
            for (int i = 0; i < fields.size(); i += 2) {
                if (fields.get(i).equalsIgnoreCase(name)) {
                    all.add(fields.get(i + 1));
                }
            }
            return all;
        }
    }
}
