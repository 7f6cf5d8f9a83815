package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;

/** Set the system property {@code http.seed} to repeat a run, {@code http.runs} for a longer one. */
@DisplayName("Every request gets a valid answer, and never a 5xx")
class RandomRequestsTest {
    private static final String[] BODIES = {
        "{\"invocation_type\":\"INSTALL\",\"instance_ids\":[\"instancexxx001\",\"instancexxx002\"]}",
        "{\"invocation_type\":\"RETRY\",\"invocation_ids\":[\"task-1\",\"x\"],\"origin\":\"CES\"}",
        "{\"instance_ids\":[\"silent\"],\"uniagent_status\":\"silent\",\"extension_name\":\"telescope\"}",
        "{\"invocation_type\":\"UPDATE\",\"instance_ids\":null,\"remote_install_meta\":[{\"a\":{\"b\":[1.5e3,null]}}]}",
    };
    private static final String[] SNIPPETS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "\\u",
        "\\ud83d",
        "null",
        "1e999",
        "-",
        "\ufeff",
        "\u0000",
        "%",
        "%%",
        "%2",
        "%ff",
        "&",
        "=",
        "+",
        "/",
        "//",
        "..",
        ";",
        "?",
        "#",
        "\r\n",
        "\ud83d",
        "\u20ac",
        "instance_ids",
        "limit=",
        "{\"a\":".repeat(40),
        "9".repeat(120),
        "x".repeat(300),
    };

    private final long seed = Long.getLong("http.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    private final World world = new World();
    private final AgentMaintenanceApi lenient = world.api();
    private final AgentMaintenanceApi strict =
            world.builder().rejectUnknownFields(true).build();

    @Test
    @DisplayName("from the function, called in process")
    void answersAnyRequest() {
        int runs = Integer.getInteger("http.runs", 20_000);
        int accepted = 0;
        for (int run = 0; run < runs; run++) {
            ApiRequest request = request(run);
            Reply reply = new Reply((random.nextBoolean() ? lenient : strict).handle(request));
            accepted += reply.status() < 300 ? 1 : 0;
            try {
                check(reply);
            } catch (AssertionError e) {
                throw new AssertionError("http.seed=" + seed + ", run " + run + ": " + describe(request), e);
            }
        }
        // Both successes and refusals must occur, or the test checks nothing.
        assertThat(accepted).isBetween(runs / 100, runs - runs / 100);
    }

    private static void check(Reply reply) {
        if (reply.status() == 204) {
            return;
        }
        if (reply.status() >= 300) {
            assertThat(reply.status()).isBetween(400, 499);
            reply.error();
            return;
        }
        try (JsonParser json = Json.FACTORY.createParser(
                ObjectReadContext.empty(), reply.response().body())) {
            int tokens = 0;
            while (json.nextToken() != null) {
                tokens++;
            }
            assertThat(tokens).isGreaterThan(3);
        }
    }

    private ApiRequest request(int run) {
        int changes = random.nextInt(1 + Math.min(run / 100, 6));
        Request request = switch (random.nextInt(3)) {
            case 0 -> Request.create("");
            case 1 -> Request.status("");
            default -> Request.list(changed("instance_id=a&limit=5&offset=%30", changes));
        };
        String body = BODIES[random.nextInt(BODIES.length)];
        byte[] bytes = changed(body, changes).getBytes(StandardCharsets.UTF_8);
        request.body(random.nextInt(8) == 0 ? flipped(bytes) : bytes);
        switch (random.nextInt(10)) {
            case 0 -> request.at(changed("/v3/" + World.PROJECT + "/agent-invocations", changes));
            case 1 -> request.header("Content-Type", changed("application/json; charset=utf-8", changes));
            case 2 -> request.header("X-Auth-Token", changed(World.TOKEN, changes));
            case 3 -> request.header("X-Request-Id", changed("id-1", changes));
            case 4 -> request.inProject(changed("p", changes));
            default -> {}
        }
        return request.build();
    }

    private String changed(String text, int changes) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(changed.length() + 1);
            int end = Math.min(changed.length(), at + random.nextInt(4));
            changed.replace(at, end, random.nextInt(3) == 0 ? "" : SNIPPETS[random.nextInt(SNIPPETS.length)]);
        }
        return changed.toString();
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        for (int i = 0; i < flipped.length; i += 1 + random.nextInt(20)) {
            flipped[i] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private static String describe(ApiRequest request) {
        return request.method() + " " + request.path() + " ? " + request.query() + "\n"
                + new String(request.body(), StandardCharsets.UTF_8);
    }
}
