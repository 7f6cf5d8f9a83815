package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The limit of the log")
class LogRateLimitTest {
    private final LoggerContext log = new LoggerContext();
    private final LogRateLimit limit = new LogRateLimit();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger flooded = log.getLogger("flooded");

    @BeforeEach
    void start() {
        log.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
        lines.start();
        limit.setLinesPerSecond(3);
        log.addTurboFilter(limit); // Not started, so that the test decides when a second begins.
    }

    @AfterEach
    void stop() {
        log.stop();
    }

    private List<String> texts() {
        return lines.list.stream()
                .map(line -> line.getLevel() + " " + line.getLoggerName() + " " + line.getFormattedMessage())
                .toList();
    }

    @Test
    @DisplayName("lets the first lines of a second through, and counts the others in one line")
    void countsFurtherLines() {
        for (int i = 1; i <= 5; i++) {
            flooded.info("line {}", i);
        }
        assertThat(texts()).containsExactly("INFO flooded line 1", "INFO flooded line 2", "INFO flooded line 3");
        limit.beginSecond();
        assertThat(texts()).hasSize(4).endsWith("INFO flooded 2 more lines in the last second");
    }

    @Test
    @DisplayName("begins anew each second")
    void beginsAnewEachSecond() {
        for (int second = 0; second < 3; second++) {
            flooded.info("line");
            flooded.info("line");
            limit.beginSecond();
        }
        assertThat(texts()).hasSize(6).doesNotContain("more lines");
    }

    @Test
    @DisplayName("applies to each logger and each level separately, so that many lines of one hide no other")
    void countsEachLoggerAndLevel() {
        for (int i = 1; i <= 100; i++) {
            flooded.info("line {}", i);
        }
        flooded.error("failed");
        log.getLogger("other").info("hello");
        assertThat(texts()).hasSize(5).contains("ERROR flooded failed", "INFO other hello");
    }

    @Test
    @DisplayName("does not count lines below the level, nor checks whether a level is enabled")
    void countsOnlyWhatWouldBeWritten() {
        for (int i = 1; i <= 100; i++) {
            flooded.debug("line {}", i);
            assertThat(flooded.isInfoEnabled()).isTrue();
        }
        flooded.info("line");
        limit.beginSecond();
        assertThat(texts()).containsExactly("INFO flooded line");
    }
}
