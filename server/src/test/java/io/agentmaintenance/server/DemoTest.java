package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayName("The demo shows")
class DemoTest {
    private DemoSession demo;

    @BeforeEach
    void start() throws Exception {
        demo = new DemoSession();
    }

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    @DisplayName(
            "the installation of the API document's two servers: PENDING, RUNNING, SUCCEEDED, and the status agrees")
    void showsTheExampleOfTheDocument() throws Exception {
        List<String> ids = List.of("instancexxx001", "instancexxx002");
        assertThat(agentStatus("instancexxx001")).isEqualTo("none");

        JsonNode lines = demo.create("INSTALL", "instance_ids", ids);

        assertThat(texts(lines, "instance_id")).isEqualTo(ids);
        assertThat(texts(lines, "ret_status")).containsOnly("successful");
        String task = lines.get(0).get("invocation_id").asString();
        assertThat(demo.statusOf(task)).isEqualTo("PENDING");
        demo.pass(Duration.ofMillis(1500));
        assertThat(demo.statusOf(task)).isEqualTo("RUNNING");
        demo.pass(Duration.ofSeconds(3));
        assertThat(demo.statusOf(task)).isEqualTo("SUCCEEDED");
        assertThat(agentStatus("instancexxx001")).isEqualTo("running");
    }

    @Test
    @DisplayName("every outcome if all hundred servers are installed in one call")
    void showsEveryOutcome() throws Exception {
        List<String> ids = DemoSession.allServers();
        assertThat(ids).hasSize(100).doesNotHaveDuplicates();

        JsonNode lines = demo.create("INSTALL", "instance_ids", ids);
        assertThat(texts(lines, "instance_id")).isEqualTo(ids);
        demo.pass(Duration.ofSeconds(40));

        Map<String, List<String>> byOutcome = new HashMap<>();
        for (JsonNode line : lines) {
            String outcome = line.get("ret_status").asString().equals("error")
                    ? line.get("error_code").asString()
                    : demo.statusOf(line.get("invocation_id").asString());
            byOutcome
                    .computeIfAbsent(outcome, o -> new ArrayList<>())
                    .add(line.get("instance_id").asString().replaceAll("-.*", ""));
        }
        assertThat(byOutcome.get("SUCCEEDED")).hasSizeGreaterThan(60).contains("web", "app", "db", "broken");
        assertThat(byOutcome.get("FAILED")).containsOnly("failing", "flaky");
        assertThat(byOutcome.get("TIMEOUT")).containsOnly("hanging", "ignored", "mute");
        assertThat(byOutcome.get("invocationmgr.0030")).containsOnly("current", "old");
        assertThat(byOutcome.get("invocationmgr.0031")).containsOnly("stopped");
        assertThat(byOutcome.get("invocationmgr.0032")).containsOnly("lost");
        assertThat(byOutcome.get("invocationmgr.0020")).containsOnly("bare");
        assertThat(byOutcome.get("invocationmgr.0021")).containsOnly("unreachable");
        assertThat(byOutcome.get("invocationmgr.0022")).containsOnly("silent");
    }

    @Test
    @DisplayName("an update, and its rollback to the version before, which marks the update")
    void showsAnUpdateAndItsRollback() throws Exception {
        String update = accepted(demo.create("UPDATE", "instance_ids", List.of("old-001")));
        demo.pass(Duration.ofSeconds(5));
        assertThat(agentVersion("old-001")).isEqualTo("2.7.5.1");

        String rollback = accepted(demo.create("ROLLBACK", "invocation_ids", List.of(update)));
        demo.pass(Duration.ofSeconds(5));

        assertThat(agentVersion("old-001")).isEqualTo("2.7.4.1");
        assertThat(demo.statusOf(rollback)).isEqualTo("SUCCEEDED");
        assertThat(demo.statusOf(update)).isEqualTo("ROLLBACKED");
    }

    @Test
    @DisplayName("a task that fails once and succeeds when it is retried")
    void showsASuccessfulRetry() throws Exception {
        String first = accepted(demo.create("INSTALL", "instance_ids", List.of("flaky-001")));
        demo.pass(Duration.ofSeconds(5));
        assertThat(demo.statusOf(first)).isEqualTo("FAILED");

        String second = accepted(demo.create("RETRY", "invocation_ids", List.of(first)));
        demo.pass(Duration.ofSeconds(5));

        assertThat(demo.statusOf(second)).isEqualTo("SUCCEEDED");
        JsonNode again = demo.create("RETRY", "invocation_ids", List.of(first)).get(0);
        assertThat(again.get("error_code").asString()).isEqualTo("invocationmgr.0053");
        assertThat(again.get("error_msg").asString()).contains(second);
        assertThat(again.get("invocation_id").asString()).isEqualTo(first);
    }

    @Test
    @DisplayName("a task whose report was lost: its retry finds the work done and completes it late")
    void completesATaskWhoseReportWasLost() throws Exception {
        String task = accepted(demo.create("INSTALL", "instance_ids", List.of("mute-001")));
        demo.pass(Duration.ofSeconds(30));
        assertThat(demo.statusOf(task)).isEqualTo("TIMEOUT");

        JsonNode retry = demo.create("RETRY", "invocation_ids", List.of(task)).get(0);

        assertThat(retry.get("error_code").asString()).isEqualTo("invocationmgr.0041");
        assertThat(demo.statusOf(task)).isEqualTo("SUCCEEDED");
    }

    private static String accepted(JsonNode lines) {
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).get("ret_status").asString()).isEqualTo("successful");
        return lines.get(0).get("invocation_id").asString();
    }

    private String agentStatus(String id) throws Exception {
        return extension(id).get("status").asString();
    }

    private String agentVersion(String id) throws Exception {
        return extension(id).get("version").asString();
    }

    private JsonNode extension(String id) throws Exception {
        return demo.agents(List.of(id)).get(0).get("extensions").get(0);
    }

    private static List<String> texts(JsonNode lines, String field) {
        List<String> texts = new ArrayList<>();
        lines.forEach(line -> texts.add(line.get(field).asString()));
        return texts;
    }
}
