package io.agentmaintenance.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentmaintenance.domain.Actor;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.InstanceProfile;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.InvocationType;
import io.agentmaintenance.domain.ItemOutcome;
import io.agentmaintenance.domain.Lineage;
import io.agentmaintenance.domain.Operation;
import io.agentmaintenance.domain.Progress;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.Refusal;
import io.agentmaintenance.domain.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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
    @DisplayName("shows the message of a host's rule unchanged")
    void showsTheMessageOfAHostsRule(String message) {
        ItemOutcome refused = new ItemOutcome.Refused(InstanceId.of("a"), null, Refusal.byHost(message));
        assertThat(read(List.of(refused)).get(0).get("error_msg").asString()).isEqualTo(message);
    }

    @Test
    @DisplayName("replaces an unpaired surrogate, which cannot be written")
    void replacesUnpairedSurrogates() {
        ItemOutcome refused = new ItemOutcome.Refused(InstanceId.of("a"), null, Refusal.byHost("x\ud83dy"));
        assertThat(read(List.of(refused)).get(0).get("error_msg").asString()).isEqualTo("x\ufffdy");
    }

    @Test
    @DisplayName("has one line for each item in their order, whatever the length of their ids and messages")
    void hasOneLineForEachItemInOrder() {
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
                assertThat(line.get("error_code").asString()).isEqualTo("invocationmgr.0099");
            }
        }
    }

    @Test
    @DisplayName("shows the id of a new task unchanged, a UUID or another text, among refused items")
    void showsTheIdOfANewTask() {
        SplittableRandom random = new SplittableRandom(11);
        List<String> ids = new ArrayList<>(List.of(
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "01234567-89ab-cdef-fedc-ba9876543210",
                "01234567-89AB-CDEF-FEDC-BA9876543210",
                "t",
                "t".repeat(64)));
        for (int i = 0; i < 90; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (String id : ids) {
            outcomes.add(new ItemOutcome.Accepted(task(id, "s-" + id.charAt(0))));
        }
        outcomes.add(3, new ItemOutcome.Refused(InstanceId.of("r"), null, Refusal.byHost("\u20ac".repeat(128))));
        JsonNode lines = read(outcomes);
        assertThat(lines).hasSize(ids.size() + 1);
        for (int i = 0; i < outcomes.size(); i++) {
            if (i != 3) {
                String id = ids.get(i < 3 ? i : i - 1);
                assertThat(lines.get(i).get("invocation_id").asString()).isEqualTo(id);
                assertThat(lines.get(i).get("instance_id").asString()).isEqualTo("s-" + id.charAt(0));
                assertThat(lines.get(i).get("ret_status").asString()).isEqualTo("successful");
            }
        }
    }

    private static Invocation task(String id, String server) {
        Instant now = Instant.parse("2026-11-26T08:00:00Z");
        return new Invocation(
                InvocationId.of(id),
                ProjectId.of("p"),
                InstanceProfile.ecs(InstanceId.of(server)),
                1,
                InvocationType.INSTALL,
                Operation.INSTALL,
                Lineage.none(),
                null,
                Actor.unknownCaller(),
                Versions.from(null, AgentVersion.of("2.0")),
                now,
                Progress.accepted(now),
                1);
    }
}
