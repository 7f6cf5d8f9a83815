package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;

/**
 * Coverage-guided fuzzing of the function: every answer is one that the description allows, and never a
 * 5xx. An ordinary build replays the stored inputs; {@code mvn verify -Pfuzz} looks for new ones.
 */
@DisplayName("With inputs of a fuzzer,")
class FunctionFuzzTest {
    private static final AgentMaintenanceApi API = new World().api();
    private static final String[] PATHS = {
        "/v3/" + World.PROJECT + "/agent-invocations/batch-create",
        "/v3/" + World.PROJECT + "/agent-invocations",
        "/v3/" + World.PROJECT + "/agent-status/batch-query",
    };

    @FuzzTest(maxDuration = "10m")
    @DisplayName("every body gets a valid answer")
    void answersAnyBody(byte[] body) {
        for (String path : new String[] {PATHS[0], PATHS[2]}) {
            check(Request.of("POST", path)
                    .header("Content-Type", "application/json")
                    .body(body));
        }
    }

    @FuzzTest(maxDuration = "10m")
    @DisplayName("every request line and all headers get a valid answer")
    void answersAnyRequestLineAndHeaders(FuzzedDataProvider data) {
        Request request =
                Request.of(data.pickValue(new String[] {"GET", "POST", "HEAD", "PUT", ""}), data.pickValue(PATHS));
        if (data.consumeBoolean()) {
            request.at(data.consumeString(200));
        }
        request.query(data.consumeBoolean() ? data.consumeString(200) : null)
                .header("Content-Type", data.consumeString(80))
                .header("X-Request-Id", data.consumeString(80));
        if (data.consumeBoolean()) {
            request.token(data.consumeString(100));
        }
        check(request.header("Authorization", data.consumeString(200)).body(data.consumeRemainingAsString()));
    }

    private static void check(Request request) {
        Reply reply = request.to(API);
        assertThat(reply.status())
                .as(new String(reply.response().body(), StandardCharsets.UTF_8))
                .isLessThan(500);
    }
}
