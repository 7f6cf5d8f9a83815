package io.agentmaintenance.server;

import io.agentmaintenance.adapter.http.RequestValidator;
import io.agentmaintenance.openapi.ApiDescription;
import io.agentmaintenance.openapi.Exchange;
import io.agentmaintenance.tck.SettableClock;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** A caller of the demo over real HTTP, who moves the demo's clock instead of waiting. */
final class DemoSession implements AutoCloseable {
    static final ObjectMapper JSON = JsonMapper.builder().build();

    private final SettableClock clock = SettableClock.at(Instant.parse("2026-11-23T08:00:00Z"));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Service service;

    DemoSession() throws Exception {
        var validator = RequestValidator.create();
        try (InputStream demo = Main.class.getResourceAsStream("/demo.yaml")) {
            ServerConfiguration configuration = ConfigurationFile.read("demo.yaml", demo);
            service = new Service(configuration, validator, clock, "127.0.0.1", 0);
        }
        service.start();
    }

    /** Lets time pass in steps of a quarter of a second, as a real demo would. */
    void pass(Duration time) {
        for (long millis = 0; millis < time.toMillis(); millis += 250) {
            clock.advance(Duration.ofMillis(250));
            service.runDueWork();
        }
    }

    JsonNode create(String type, String listName, List<String> ids) throws Exception {
        var body = JSON.createObjectNode().put("invocation_type", type);
        var list = body.putArray(listName);
        ids.forEach(list::add);
        HttpResponse<String> answer = post("/v3/demo/agent-invocations/batch-create", body.toString());
        if (answer.statusCode() != 201) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body()).get("invocations");
    }

    JsonNode list(String query) throws Exception {
        return JSON.readTree(get("/v3/demo/agent-invocations" + query).body());
    }

    String statusOf(String invocation) throws Exception {
        return list("?invocation_id=" + invocation)
                .get("invocations")
                .get(0)
                .get("invocation_status")
                .asString();
    }

    JsonNode agents(List<String> ids) throws Exception {
        var body = JSON.createObjectNode();
        var list = body.putArray("instance_ids");
        ids.forEach(list::add);
        return JSON.readTree(post("/v3/demo/agent-status/batch-query", body.toString())
                        .body())
                .get("agent_status");
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET(), null);
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                body);
    }

    int port() {
        return service.port();
    }

    Collection<EndPoint> connections() {
        return service.connections();
    }

    /** Waits until a connection that has not been answered yet has brought so many bytes. */
    void awaitBytes(int count) {
        while (connections().stream()
                .map(EndPoint::getConnection)
                .noneMatch(c -> c != null && c.getMessagesOut() == 0 && c.getBytesIn() >= count)) {
            Thread.onSpinWait();
        }
    }

    /** The ids of all servers of the demo, in the order of its file. */
    static List<String> allServers() throws Exception {
        List<String> ids = new ArrayList<>();
        try (InputStream demo = Main.class.getResourceAsStream("/demo.yaml")) {
            var project = ConfigurationFile.read("demo.yaml", demo).projects().get(0);
            for (FleetConfiguration entry : project.serversOrNone()) {
                if (entry.id() != null) {
                    ids.add(entry.id());
                } else {
                    for (int i = entry.from(); i <= entry.to(); i++) {
                        ids.add(String.format(entry.pattern(), i));
                    }
                }
            }
        }
        return ids;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("X-Auth-Token", "demo-token");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, @Nullable String body) throws Exception {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        ApiDescription.published().requires(Exchange.of(answer, body));
        return answer;
    }

    @Override
    public void close() {
        service.close();
    }
}
