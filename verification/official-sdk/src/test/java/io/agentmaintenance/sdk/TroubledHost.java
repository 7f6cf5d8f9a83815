package io.agentmaintenance.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.Authentication.Verdict;
import io.agentmaintenance.adapter.http.ProjectCaller;
import io.agentmaintenance.adapter.http.RequestHeaders;
import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InstanceDirectory;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.VersionCatalog;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** A host of the HTTP function whose ports all fail, for errors that a healthy server does not show. */
final class TroubledHost implements AutoCloseable {
    private final HttpServer server;

    TroubledHost(Supplier<RuntimeException> trouble, BiFunction<AgentMaintenanceApi, ApiRequest, ApiResponse> how)
            throws IOException {
        AgentMaintenanceApi api = AgentMaintenanceApi.builder(
                        AgentMaintenance.builder()
                                .repository(port(InvocationRepository.class, trouble))
                                .directory(port(InstanceDirectory.class, trouble))
                                .catalog(port(VersionCatalog.class, trouble))
                                .executor(port(AgentExecutor.class, trouble))
                                .ids(port(InvocationIds.class, trouble))
                                .validator(RequestValidator.create())
                                .clock(Clock.systemUTC())
                                .build(),
                        request -> new Verdict.Proven(ProjectCaller.of("sdk", ProjectId.of(LocalCloud.PROJECT))))
                .build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> answer(exchange, how.apply(api, read(exchange))));
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static ApiRequest read(HttpExchange exchange) throws IOException {
        RequestHeaders headers = new RequestHeaders() {
            @Override
            public String first(String name) {
                return exchange.getRequestHeaders().getFirst(name);
            }

            @Override
            public List<String> all(String name) {
                return exchange.getRequestHeaders().getOrDefault(name, List.of());
            }
        };
        return new ApiRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                headers,
                exchange.getRequestBody().readAllBytes(),
                false);
    }

    private static void answer(HttpExchange exchange, ApiResponse response) throws IOException {
        // An answer that is not described closes the connection, so the SDK throws an unexpected exception.
        Map<String, List<String>> headers = new HashMap<>();
        response.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        ApiDescription.published()
                .requires(new Exchange(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getRawPath(),
                        null,
                        response.status(),
                        headers,
                        new String(response.body(), StandardCharsets.UTF_8)));
        response.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(response.status(), response.body().length);
        exchange.getResponseBody().write(response.body());
        exchange.close();
    }

    private static <T> T port(Class<T> type, Supplier<RuntimeException> trouble) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (port, method, args) -> {
            throw trouble.get();
        }));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
