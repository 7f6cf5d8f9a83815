package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.domain.CandidateBuilder;
import io.agentmaintenance.domain.Invocation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayName("The log of tasks")
class TaskLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.agentmaintenance");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private DemoSession demo;

    @BeforeEach
    void start() throws Exception {
        demo = new DemoSession();
        logger.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        demo.close();
    }

    private List<String> infoOf(String name) {
        return lines.list.stream()
                .filter(line -> line.getLoggerName().equals(name) && line.getLevel() == Level.INFO)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    @DisplayName("has one line for a batch, and one for each task that ends, with its server, states and reason")
    void showsBatchesAndEndedTasks() throws Exception {
        demo.create("INSTALL", "instance_ids", List.of("web-001", "failing-001", "hanging-001", "nowhere"));
        demo.pass(Duration.ofSeconds(40));

        assertThat(infoOf("io.agentmaintenance.batches"))
                .singleElement()
                .asString()
                .contains("POST CREATE -> 201 project=demo", "3 of 4 accepted, refused: ");
        assertThat(infoOf("io.agentmaintenance.tasks"))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .matches("task \\S+ project=demo server=web-001 INSTALL RUNNING -> SUCCEEDED: .+"))
                .anySatisfy(line -> assertThat(line)
                        .matches("task \\S+ project=demo server=failing-001 INSTALL RUNNING -> FAILED: .+"))
                .anySatisfy(line -> assertThat(line)
                        .matches("task \\S+ project=demo server=hanging-001 INSTALL RUNNING -> TIMEOUT: .+"));
    }

    @Test
    @DisplayName(
            "no message of a task that fakes further lines or controls the terminal, and only the first 256 characters of it")
    void escapesAndBoundsMessages() {
        String faked = "Full.\r\n2026-01-02 INFO task t2: \u001b[2J\u0000\u0085\u2028\u2029\u202e\uFEFF";
        String shown = "Full.??2026-01-02 INFO task t2: ?[2J\ufffd?????";
        Instant time = Instant.parse("2026-01-02T03:04:05Z");
        Invocation running =
                CandidateBuilder.install().accepted("t1").start(time).after();

        new TaskLog().changed(running.fail(time, faked + "x".repeat(4000), null));

        assertThat(infoOf("io.agentmaintenance.tasks"))
                .singleElement()
                .isEqualTo("task t1 project=project1 server=server-1 INSTALL RUNNING -> FAILED: " + shown
                        + "x".repeat(256 - shown.length()) + "...");
    }
}
