package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.HttpFloor.require;
import static io.agentmaintenance.benchmarks.HttpFloor.text;
import static io.agentmaintenance.benchmarks.Samples.PROJECT;

import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.AgentStatus;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** The states of 100 out of 10,000 servers through the HTTP function. The floor looks them up in a map and writes by hand. */
@State(Scope.Benchmark)
public class HttpStatusBenchmark {
    private static final int SERVERS = 10_000;
    private static final int ASKED = 100;

    private AgentMaintenanceApi api;
    private Floor floor;
    private ApiRequest request;

    /** Creates both services and calls them until they are compiled. */
    @Setup
    public void setup() {
        prepare();
        HttpService.warmUp(100, this::status);
        HttpService.warmUp(100, this::statusFloor);
    }

    /** Creates both services with the same servers, every third without the agent. */
    final void prepare() {
        InMemoryFleet fleet = new InMemoryFleet();
        floor = new Floor();
        for (int i = 0; i < SERVERS; i++) {
            AgentState agent = i % 3 == 0 ? AgentState.notInstalled() : AgentState.running(Samples.NEW);
            Instance instance = Samples.instance(Samples.server(i), UniAgentStatus.RUNNING, agent);
            fleet.add(PROJECT, instance, AgentBehavior.neverPickedUp());
            floor.servers.put(instance.id().value(), instance);
        }
        api = HttpService.over(InMemoryInvocationRepository.withDefaults(), fleet);
        String ids = Samples.servers(ASKED).stream().map(InstanceId::value).collect(Collectors.joining("\",\""));
        byte[] body = ("{\"instance_ids\":[\"" + ids + "\"]}").getBytes(StandardCharsets.US_ASCII);
        request = HttpService.post(HttpService.STATUS, body);
    }

    /** {@return the body of the function's answer} */
    @Benchmark
    public byte[] status() {
        return api.handle(request).body();
    }

    /** {@return the body of the floor's answer} */
    @Benchmark
    public byte[] statusFloor() {
        return floor.handle(request);
    }

    /** The floor: one class for this request only. */
    private static final class Floor {
        private static final JsonFactory JSON = new JsonFactory();
        private static final Map<UniAgentStatus, String> UNIAGENT = small(UniAgentStatus.class);
        private static final Map<AgentStatus, String> AGENT = small(AgentStatus.class);

        private final Map<String, Instance> servers = new HashMap<>();

        byte[] handle(ApiRequest request) {
            HttpFloor.requireJson(request, HttpService.STATUS);
            return answer(read(request.body()));
        }

        private static Set<String> read(byte[] body) {
            Set<String> ids = new LinkedHashSet<>();
            try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
                require(in.nextToken() == JsonToken.START_OBJECT);
                require("instance_ids".equals(in.nextName()));
                HttpFloor.readIds(in, ids);
                require(in.nextToken() == JsonToken.END_OBJECT && in.nextToken() == null);
            }
            require(!ids.isEmpty() && ids.size() <= 2000);
            return ids;
        }

        private byte[] answer(Set<String> ids) {
            ByteArrayBuilder bytes = new ByteArrayBuilder(32 + 160 * ids.size());
            try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
                out.writeStartObject();
                out.writeName("agent_status");
                out.writeStartArray();
                for (String id : ids) {
                    Instance server = servers.get(id);
                    if (server != null) {
                        write(out, server);
                    }
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            return bytes.toByteArray();
        }

        private static void write(JsonGenerator out, Instance server) {
            AgentVersion version = server.agent().version();
            out.writeStartObject();
            text(out, "instance_id", server.id().value());
            text(out, "uniagent_status", UNIAGENT.get(server.uniAgent()));
            out.writeName("extensions");
            out.writeStartArray();
            out.writeStartObject();
            text(out, "name", "telescope");
            text(out, "status", AGENT.get(server.agent().status()));
            if (version != null) {
                text(out, "version", version.value());
            }
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        }

        private static <E extends Enum<E>> Map<E, String> small(Class<E> type) {
            Map<E, String> names = new EnumMap<>(type);
            for (E value : type.getEnumConstants()) {
                names.put(value, value.name().toLowerCase(Locale.ROOT));
            }
            return names;
        }
    }
}
