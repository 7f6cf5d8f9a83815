package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.HttpFloor.require;
import static io.agentmaintenance.benchmarks.HttpFloor.text;
import static io.agentmaintenance.benchmarks.Samples.PROJECT;

import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.memory.AgentBehavior;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.AgentState;
import io.agentmaintenance.domain.InstanceType;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.UniAgentStatus;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
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

/**
 * An INSTALL through the HTTP function, from bytes to bytes, on new servers. Work takes no time, and the newest 10,000 tasks are
 * kept. The floor reads, checks, stores and writes by hand, with the same parser and three maps.
 */
@State(Scope.Benchmark)
public class HttpCreateBenchmark {
    static final int KEPT = 10_000;

    @Param({"1", "100"})
    int items = 100;

    private AgentMaintenanceApi api;
    private Floor floor;
    private FreshBody body;

    /** Creates both services and calls them until they are compiled. */
    @Setup
    public void setup() {
        prepare();
        HttpService.warmUp(items, this::create);
        HttpService.warmUp(items, this::createFloor);
    }

    /** Creates both services, and a fleet where every id exists. */
    final void prepare() {
        InMemoryFleet fleet = new InMemoryFleet();
        fleet.addAnyOther(
                PROJECT,
                InstanceType.ECS,
                UniAgentStatus.RUNNING,
                AgentState.notInstalled(),
                AgentBehavior.succeedAfter(Duration.ZERO, Duration.ZERO));
        api = HttpService.over(InMemoryInvocationRepository.keeping(KEPT), fleet);
        floor = new Floor();
        body = new FreshBody(items);
    }

    /** {@return the body of the function's answer} */
    @Benchmark
    public byte[] create() {
        return api.handle(HttpService.post(HttpService.CREATE, body.next())).body();
    }

    /** {@return the body of the floor's answer} */
    @Benchmark
    public byte[] createFloor() {
        return floor.handle(HttpService.post(HttpService.CREATE, body.next()));
    }

    /** A request whose ids are new each time: their last twelve digits are a count. */
    private static final class FreshBody {
        private static final String ID = "0a1b2c3d-4e5f-6071-8293-";
        private static final int DIGITS = 12;

        private final byte[] bytes;
        private final int items;
        private long count;

        FreshBody(int items) {
            this.items = items;
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                ids.add('"' + ID + "000000000000\"");
            }
            String text = "{\"instance_ids\":[" + String.join(",", ids) + "],\"invocation_type\":\"INSTALL\","
                    + "\"invocation_target\":\"telescope\",\"version_type\":\"BASIC_VERSION\",\"origin\":\"CES\"}";
            bytes = text.getBytes(StandardCharsets.US_ASCII);
        }

        byte[] next() {
            int end = "{\"instance_ids\":[\"".length() + ID.length() + DIGITS;
            for (int i = 0; i < items; i++) {
                long rest = count++;
                for (int at = end - 1; at >= end - DIGITS; at--) {
                    bytes[at] = (byte) ('0' + rest % 10);
                    rest /= 10;
                }
                end += ID.length() + DIGITS + 3;
            }
            return bytes;
        }
    }

    /** The floor: one class for this request only. */
    private static final class Floor {
        private static final JsonFactory JSON = new JsonFactory();

        private record Task(String id, String server, String status, long createdAt, long updatedAt) {}

        private final Map<String, Task> byId = new HashMap<>();
        private final Map<String, Task> latest = new HashMap<>();
        private final Deque<Task> finished = new ArrayDeque<>();
        private final InvocationIds ids = InvocationIds.timeOrdered(Clock.systemUTC(), new SecureRandom());

        byte[] handle(ApiRequest request) {
            HttpFloor.requireJson(request, HttpService.CREATE);
            return answer(read(request.body()));
        }

        private static List<String> read(byte[] body) {
            List<String> servers = new ArrayList<>();
            try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
                require(in.nextToken() == JsonToken.START_OBJECT);
                for (String name = in.nextName(); name != null; name = in.nextName()) {
                    switch (name) {
                        case "instance_ids" -> HttpFloor.readIds(in, servers);
                        case "invocation_type" -> require("INSTALL".equals(in.nextStringValue()));
                        case "invocation_target" -> require("telescope".equals(in.nextStringValue()));
                        case "version_type" -> require("BASIC_VERSION".equals(in.nextStringValue()));
                        case "origin" -> require("CES".equals(in.nextStringValue()));
                        default -> throw new IllegalArgumentException("not a known field");
                    }
                }
                require(in.nextToken() == null);
            }
            require(!servers.isEmpty() && servers.size() <= 100);
            return servers;
        }

        private synchronized byte[] answer(List<String> servers) {
            ByteArrayBuilder bytes = new ByteArrayBuilder(32 + 160 * servers.size());
            List<InvocationId> fresh = ids.next(servers.size());
            Set<String> named = new HashSet<>(servers.size() * 2);
            long now = System.currentTimeMillis();
            try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
                out.writeStartObject();
                out.writeName("invocations");
                out.writeStartArray();
                for (int i = 0; i < servers.size(); i++) {
                    Task task = stored(servers.get(i), fresh.get(i).value(), named, now);
                    out.writeStartObject();
                    text(out, "instance_id", servers.get(i));
                    text(out, "ret_status", task == null ? "error" : "successful");
                    if (task != null) {
                        text(out, "invocation_id", task.id());
                    }
                    out.writeEndObject();
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            return bytes.toByteArray();
        }

        private @Nullable Task stored(String server, String id, Set<String> named, long now) {
            Task before = latest.get(server);
            if (!named.add(server) || (before != null && !before.status().equals("FAILED"))) {
                return null;
            }
            Task task = new Task(id, server, "PENDING", now, now);
            byId.put(id, task);
            latest.put(server, task);
            finish(new Task(id, server, "SUCCEEDED", now, System.currentTimeMillis()));
            return task;
        }

        private void finish(Task task) {
            byId.put(task.id(), task);
            latest.put(task.server(), task);
            finished.add(task);
            if (finished.size() > KEPT) {
                Task oldest = finished.remove();
                byId.remove(oldest.id());
                latest.remove(oldest.server(), oldest);
            }
        }
    }
}
