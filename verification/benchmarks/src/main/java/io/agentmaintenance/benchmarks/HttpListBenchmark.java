package io.agentmaintenance.benchmarks;

import static io.agentmaintenance.benchmarks.HttpFloor.text;

import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/** A page of 100 out of 10,000 tasks through the HTTP function. The floor writes whole tasks from an array. */
@State(Scope.Benchmark)
public class HttpListBenchmark {
    private static final int TASKS = 10_000;

    private AgentMaintenanceApi api;
    private Floor floor;
    private ApiRequest request;

    /** Creates both services and calls them until they are compiled. */
    @Setup
    public void setup() {
        prepare();
        HttpService.warmUp(100, this::list);
        HttpService.warmUp(100, this::listFloor);
    }

    /** Creates both services with the same tasks. */
    final void prepare() {
        StoreTasks series = new StoreTasks(TASKS);
        api = HttpService.over(series.stored(), new InMemoryFleet());
        floor = new Floor(series);
        request = HttpService.get(HttpService.LIST, "limit=100&offset=4200");
    }

    /** {@return the body of the function's answer} */
    @Benchmark
    public byte[] list() {
        return api.handle(request).body();
    }

    /** {@return the body of the floor's answer} */
    @Benchmark
    public byte[] listFloor() {
        return floor.handle(request);
    }

    /** The floor: one class for this request only. */
    private static final class Floor {
        private static final JsonFactory JSON = new JsonFactory();

        private final Invocation[] tasks = new Invocation[TASKS];

        Floor(StoreTasks series) {
            for (int i = 0; i < TASKS; i++) {
                tasks[i] = Samples.succeeded(series.accepted(i));
            }
        }

        byte[] handle(ApiRequest request) {
            HttpFloor.require(request, "GET", HttpService.LIST);
            String query = Samples.present(request.query());
            return page(number(query, "offset="), number(query, "limit="));
        }

        private static int number(String query, String name) {
            int start = query.indexOf(name) + name.length();
            int end = query.indexOf('&', start);
            return Integer.parseInt(query, start, end < 0 ? query.length() : end, 10);
        }

        private byte[] page(int offset, int limit) {
            ByteArrayBuilder bytes = new ByteArrayBuilder(64 + 480 * limit);
            try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
                out.writeStartObject();
                out.writeName("invocations");
                out.writeStartArray();
                for (int i = TASKS - 1 - offset; i >= Math.max(0, TASKS - offset - limit); i--) {
                    write(out, tasks[i]);
                }
                out.writeEndArray();
                out.writeName("count");
                out.writeNumber(TASKS);
                out.writeEndObject();
            }
            return bytes.toByteArray();
        }

        private static void write(JsonGenerator out, Invocation task) {
            InstanceProfile server = task.instance();
            AgentVersion current = task.versions().current();
            out.writeStartObject();
            text(out, "instance_id", server.id().value());
            text(out, "instance_name", server.name());
            text(out, "instance_type", server.type().name());
            texts(out, "intranet_ips", server.intranetIps());
            texts(out, "elastic_ips", server.elasticIps());
            text(out, "invocation_id", task.id().value());
            text(out, "invocation_type", task.type().name());
            text(out, "invocation_status", task.status().name());
            text(out, "invocation_target", "telescope");
            out.writeName("create_time");
            out.writeNumber(task.createdAt().toEpochMilli());
            out.writeName("update_time");
            out.writeNumber(task.progress().updatedAt().toEpochMilli());
            if (current != null) {
                text(out, "current_version", current.value());
            }
            text(out, "target_version", task.versions().target().value());
            text(out, "result_msg", task.progress().message());
            out.writeEndObject();
        }

        private static void texts(JsonGenerator out, String name, List<String> values) {
            out.writeName(name);
            out.writeStartArray();
            for (String value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
        }
    }
}
