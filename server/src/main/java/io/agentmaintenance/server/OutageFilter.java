package io.agentmaintenance.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/**
 * Keeps stack traces of a database that is away out of the log. The pool, the engine and each task log the same failure again and again
 * until the database is back; of all that, one line in ten seconds is written, without the stack trace. {@link WatchedConnections} says when
 * the database went and came back. Other failures are logged as ever. The configuration of the log creates it. Thread-safe.
 */
public final class OutageFilter extends TurboFilter {
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int MAX_CAUSES = 20;
    /** Classes of SQLSTATE: the connection failed; the server stops, starts or has crashed. */
    private static final String CONNECTION = "08";

    private static final String SERVER = "57P0";

    private final LongSupplier nanoTime;
    private @Nullable Long lastLine;

    /** Creates the filter. */
    public OutageFilter() {
        this(System::nanoTime);
    }

    OutageFilter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        if (format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
            return FilterReply.NEUTRAL;
        }
        Throwable failure = thrown == null ? MessageFormatter.getThrowableCandidate(parameters) : thrown;
        String state = stateOfOutage(failure);
        if (state == null) {
            return FilterReply.NEUTRAL;
        }
        if (isTimeForALine()) {
            String text = MessageFormatter.arrayFormat(format, parameters).getMessage();
            logger.log(
                    null,
                    OutageFilter.class.getName(),
                    Level.toLocationAwareLoggerInteger(level),
                    text + " (SQLSTATE " + state + ")",
                    null,
                    null);
        }
        return FilterReply.DENY;
    }

    private synchronized boolean isTimeForALine() {
        long now = nanoTime.getAsLong();
        if (lastLine != null && now - lastLine < PAUSE_NANOS) {
            return false;
        }
        lastLine = now;
        return true;
    }

    private static @Nullable String stateOfOutage(@Nullable Throwable failure) {
        Throwable cause = failure;
        // Causes can form a circle.
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                if (state.startsWith(CONNECTION)
                        || state.startsWith(SERVER)
                        || cause instanceof SQLTransientConnectionException) {
                    return state;
                }
            }
            cause = cause.getCause();
        }
        return null;
    }
}
