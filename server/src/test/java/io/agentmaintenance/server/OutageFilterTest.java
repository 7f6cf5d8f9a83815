package io.agentmaintenance.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.agentmaintenance.application.port.out.PortException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The log, while the database is away,")
class OutageFilterTest {
    private final LoggerContext log = new LoggerContext();
    private final AtomicLong nanos = new AtomicLong();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger engine = log.getLogger("engine");
    private final Logger pool = log.getLogger("pool");

    @BeforeEach
    void start() {
        log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(lines);
        lines.start();
        log.addTurboFilter(new OutageFilter(nanos::get));
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

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    @DisplayName("has one line in ten seconds, without a stack trace")
    void hasOneLineInTenSeconds() {
        SQLException refused = new SQLException("refused", "08001");

        pool.warn("connection {} broke", "c-1", new SQLException("terminated", "57P01"));
        engine.error("step {} failed", 7, new PortException("cannot read", refused));
        pass(Duration.ofSeconds(9));
        engine.error("heartbeat failed", new SQLTransientConnectionException("no connection", "08001", refused));
        pass(Duration.ofSeconds(1));
        engine.error("step {} failed", 8, new IllegalStateException(new PortException("cannot read", refused)));

        assertThat(texts())
                .containsExactly(
                        "WARN pool connection c-1 broke (SQLSTATE 57P01)",
                        "ERROR engine step 8 failed (SQLSTATE 08001)");
        assertThat(lines.list).allMatch(line -> line.getThrowableProxy() == null);
    }

    @Test
    @DisplayName("has every other failure with its stack trace")
    void hasOtherFailures() {
        engine.error("step failed", new SQLException("refused", "08001"));
        engine.error("step failed", new SQLException("no such column", "42703"));
        engine.error("step failed", new PortException("cannot write", new SQLException("no state")));
        engine.error("step failed", new IllegalStateException("a mistake"));
        engine.error("no failure at all");

        assertThat(lines.list).hasSize(5);
        assertThat(lines.list.subList(1, 4)).allMatch(line -> line.getThrowableProxy() != null);
    }

    @Test
    @DisplayName("has no line of a level that is off, and keeps the next one")
    void keepsTheLevel() {
        engine.setLevel(Level.OFF);
        engine.error("step failed", new SQLException("refused", "08001"));

        pool.warn("connection broke", new SQLException("refused", "08001"));

        assertThat(texts()).containsExactly("WARN pool connection broke (SQLSTATE 08001)");
    }
}
