package io.agentmaintenance.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.read.ListAppender;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

@DisplayName("The log of the server")
class LogConfigurationTest {
    private final LoggerContext log = new LoggerContext();

    @BeforeEach
    void readConfiguration() throws Exception {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(log);
        configurator.doConfigure(LogConfigurationTest.class.getResource("/logback.xml"));
    }

    @AfterEach
    void stop() {
        log.stop();
    }

    private ConsoleAppender<ILoggingEvent> console() {
        return (ConsoleAppender<ILoggingEvent>)
                log.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR");
    }

    private String line(Level level, String text, @Nullable Throwable thrown) {
        var logger = log.getLogger("io.agentmaintenance.server.Service");
        var event = new LoggingEvent("", logger, level, text, thrown, new Object[] {"seven"});
        event.setInstant(Instant.parse("2026-01-02T03:04:05.000Z"));
        return new String(console().getEncoder().encode(event), UTF_8);
    }

    @Test
    @DisplayName("goes to standard error, from INFO on, and from WARN on for libraries")
    void goesToStandardErrorFromInfo() {
        assertThat(console().getTarget()).isEqualTo("System.err");
        assertThat(log.getLogger("io.agentmaintenance").getEffectiveLevel()).isEqualTo(Level.INFO);
        assertThat(log.getLogger("org.eclipse.jetty.server").getEffectiveLevel())
                .isEqualTo(Level.WARN);
        assertThat(log.getLogger("org.eclipse.jetty.server.Response").getEffectiveLevel())
                .isEqualTo(Level.ERROR);
    }

    @Test
    @DisplayName("has a level that the command line sets")
    void hasTheLevelOfTheOption() throws Exception {
        System.setProperty("agentmaintenance.log.level", "DEBUG");
        try {
            log.reset();
            readConfiguration();
        } finally {
            System.clearProperty("agentmaintenance.log.level");
        }
        assertThat(log.getLogger("io.agentmaintenance.server").getEffectiveLevel())
                .isEqualTo(Level.DEBUG);
        assertThat(log.getLogger("org.eclipse.jetty.server").getEffectiveLevel())
                .isEqualTo(Level.WARN);
    }

    @Test
    @DisplayName("has a limited rate, and no line of Jetty with the whole text of a caller")
    void hasALimitedRate() {
        assertThat(log.getTurboFilterList())
                .hasExactlyElementsOfTypes(OutOfMemoryExit.class, OutageFilter.class, LogRateLimit.class);
        assertThat(log.getLogger("org.eclipse.jetty.util.HostPort").isErrorEnabled())
                .isFalse();
    }

    @Test
    @DisplayName("has what Java's own log receives, and nothing of the driver of the database, which logs its URL")
    void hasTheLinesOfJavasOwnLog() {
        CommandRun.of("--config", "no-such-file");
        Logger library = (Logger) LoggerFactory.getLogger("some.library");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        library.addAppender(lines);

        java.util.logging.Logger.getLogger("some.library").warning("one line");

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).containsExactly("one line");
        assertThat(java.util.logging.Logger.getLogger("").getHandlers())
                .hasExactlyElementsOfTypes(SLF4JBridgeHandler.class);
        assertThat(log.getLogger("org.postgresql.Driver").isErrorEnabled()).isFalse();
        library.detachAppender(lines);
    }

    @Test
    @DisplayName("has lines with time in UTC, level, class and text")
    void hasTimeLevelClassAndText() {
        assertThat(line(Level.INFO, "counted {}", null))
                .isEqualTo("2026-01-02T03:04:05.000Z INFO  Service counted seven\n");
        assertThat(line(Level.ERROR, "failed", null)).isEqualTo("2026-01-02T03:04:05.000Z ERROR Service failed\n");
    }

    @Test
    @DisplayName("has the stack trace of an exception below its line, with the cause")
    void hasTheStackTraceOfAnException() {
        assertThat(line(Level.WARN, "failed", new IllegalStateException("outer", new RuntimeException("inner"))))
                .startsWith(
                        "2026-01-02T03:04:05.000Z WARN  Service failed\njava.lang.IllegalStateException: outer\n\tat ")
                .contains("Caused by: java.lang.RuntimeException: inner");
    }
}
