package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
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
}
