package io.agentmaintenance.server;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.Logger;

/**
 * The log as it is unless a logback file of the user's says otherwise. In Java, because to read a file takes an XML parser and
 * five hundred classes more: a tenth of the time until the server answers. Public for logback, which looks it up as a service.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** Makes one; logback does. */
    public LogSetup() {
        // Nothing to set.
    }

    /**
     * Sets the log up, or leaves it to logback if there is a file.
     *
     * @param log what is set up
     * @return whether logback goes on to look for a file
     */
    @Override
    public ExecutionStatus configure(LoggerContext log) {
        if (hasFile()) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        log.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
        log.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        // A caller that goes away, or is cut off, is no news.
        log.getLogger("org.eclipse.jetty.server.Response").setLevel(Level.ERROR);
        log.getLogger("org.hibernate.validator").setLevel(Level.WARN);
        log.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(standardError(log));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static boolean hasFile() {
        ClassLoader loader = LogSetup.class.getClassLoader();
        return System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null
                || loader.getResource(ClassicConstants.TEST_AUTOCONFIG_FILE) != null
                || loader.getResource(ClassicConstants.AUTOCONFIG_FILE) != null;
    }

    // So that what the command itself prints can be piped.
    private static ConsoleAppender<ILoggingEvent> standardError(LoggerContext log) {
        LogLines layout = new LogLines();
        layout.setContext(log);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> lines = new LayoutWrappingEncoder<>();
        lines.setContext(log);
        lines.setLayout(layout);
        lines.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(log);
        appender.setTarget("System.err");
        appender.setEncoder(lines);
        appender.start();
        return appender;
    }
}
