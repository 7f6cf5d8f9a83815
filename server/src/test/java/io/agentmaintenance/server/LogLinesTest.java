package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A line of the log")
class LogLinesTest {
    private static String line(Level level, String text, @Nullable Throwable thrown) {
        var logger = new LoggerContext().getLogger("io.agentmaintenance.server.Service");
        var event = new LoggingEvent("", logger, level, text, thrown, new Object[] {"seven"});
        event.setInstant(Instant.parse("2026-01-02T03:04:05.000Z"));
        return new LogLines().doLayout(event);
    }

    @Test
    @DisplayName("has time, level, place and text, at the same columns whatever they are")
    void columns() {
        assertThat(line(Level.INFO, "counted {}", null))
                .isEqualTo("2026-01-02T03:04:05.000Z INFO  Service counted seven\n");
        assertThat(line(Level.ERROR, "failed", null)).isEqualTo("2026-01-02T03:04:05.000Z ERROR Service failed\n");
    }

    @Test
    @DisplayName("is followed by the trace of what was thrown, with its cause")
    void trace() {
        assertThat(line(Level.WARN, "failed", new IllegalStateException("outer", new RuntimeException("inner"))))
                .startsWith(
                        "2026-01-02T03:04:05.000Z WARN  Service failed\njava.lang.IllegalStateException: outer\n\tat ")
                .contains("Caused by: java.lang.RuntimeException: inner");
    }
}
