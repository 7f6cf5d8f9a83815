package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written by hand, read by a library. */
@DisplayName("The answer to batch-create")
class CreateAnswerTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static JsonNode read(List<ItemOutcome> outcomes) {
        return JSON.readTree(CreateAnswer.of(new BatchResult(outcomes))).get("invocations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "say \"no\"",
                "a\\b/c",
                "tab\tline\nreturn\rnull\u0000",
                "\u00fc\u20ac\ud83d\ude00",
                "</script>\u2028",
            })
    @DisplayName("tells the message of a host's rule as it is")
    void foreign(String message) {
        ItemOutcome refused = new ItemOutcome.Refused(InstanceId.of("a"), null, Refusal.byHost(message));
        assertThat(read(List.of(refused)).get(0).get("error_msg").asString()).isEqualTo(message);
    }

    @Test
    @DisplayName("replaces half a character, which can not be written")
    void half() {
        ItemOutcome refused = new ItemOutcome.Refused(InstanceId.of("a"), null, Refusal.byHost("x\ud83dy"));
        assertThat(read(List.of(refused)).get(0).get("error_msg").asString()).isEqualTo("x\ufffdy");
    }

    @Test
    @DisplayName("has one line for each item in their order, however long their ids and messages are")
    void order() {
        SplittableRandom random = new SplittableRandom(7);
        for (int items = 1; items <= 100; items++) {
            List<ItemOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < items; i++) {
                String server = "s".repeat(1 + random.nextInt(64));
                String task = "t".repeat(1 + random.nextInt(64));
                outcomes.add(new ItemOutcome.Refused(
                        random.nextBoolean() ? InstanceId.of(server) : null,
                        random.nextBoolean() ? InvocationId.of(task) : null,
                        Refusal.byHost("\u20ac".repeat(1 + random.nextInt(128)))));
            }
            JsonNode lines = read(outcomes);
            assertThat(lines).hasSize(items);
            for (int i = 0; i < items; i++) {
                ItemOutcome.Refused item = (ItemOutcome.Refused) outcomes.get(i);
                JsonNode line = lines.get(i);
                assertThat(line.path("instance_id").asString(null))
                        .isEqualTo(
                                item.instanceId() == null
                                        ? null
                                        : item.instanceId().value());
                assertThat(line.path("invocation_id").asString(null))
                        .isEqualTo(
                                item.invocationId() == null
                                        ? null
                                        : item.invocationId().value());
                assertThat(line.get("ret_status").asString()).isEqualTo("error");
                assertThat(line.get("error_msg").asString())
                        .isEqualTo(item.refusal().message());
                assertThat(line.get("error_code").asString())
                        .isEqualTo(item.refusal().reason().code());
            }
        }
    }
}
