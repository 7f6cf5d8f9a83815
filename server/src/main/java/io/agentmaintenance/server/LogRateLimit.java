package io.agentmaintenance.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Limits the rate of the log, so that callers cannot fill the disk: of each logger and level a number of lines a second are
 * written, 20 unless set. The others are counted, and one line at the end of the second says how many there were. The
 * configuration of the log creates it. Thread-safe.
 */
public final class LogRateLimit extends TurboFilter {
    private static final int DEFAULT_LINES = 20;

    private final Map<String, Lines> all = new ConcurrentHashMap<>();
    private volatile int linesPerSecond = DEFAULT_LINES;
    private @Nullable ScheduledFuture<?> everySecond;

    /**
     * Sets how many lines of a logger and level are written in a second.
     *
     * @param lines the number of lines, at least 1
     */
    public void setLinesPerSecond(int lines) {
        linesPerSecond = lines;
    }

    /** Starts to report once a second how many lines were not written. */
    @Override
    public void start() {
        everySecond = getContext()
                .getScheduledExecutorService()
                .scheduleWithFixedDelay(this::beginSecond, 1, 1, TimeUnit.SECONDS);
        super.start();
    }

    @Override
    public void stop() {
        ScheduledFuture<?> task = everySecond;
        if (task != null) {
            task.cancel(false);
        }
        super.stop();
    }

    /** {@return whether the line may be written; a question whether a level is on has no text and is not counted} */
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
        Lines lines = all.computeIfAbsent(logger.getName() + level, key -> new Lines(logger, level));
        return lines.count.incrementAndGet() <= linesPerSecond ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    /** Reports what was not written, and begins to count again. */
    void beginSecond() {
        for (Lines lines : all.values()) {
            int more = lines.count.getAndSet(0) - linesPerSecond;
            if (more > 0) {
                lines.logger.log(
                        null,
                        LogRateLimit.class.getName(),
                        Level.toLocationAwareLoggerInteger(lines.level),
                        more + " more lines in the last second",
                        null,
                        null);
            }
        }
    }

    /** The lines of one logger and level in this second. */
    private static final class Lines {
        private final Logger logger;
        private final Level level;
        private final AtomicInteger count = new AtomicInteger();

        Lines(Logger logger, Level level) {
            this.logger = logger;
            this.level = level;
        }
    }
}
