package io.agentmaintenance.emulator.iam;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line for each refused log-in. Bounded: beyond some lines in one second the rest is only counted, and the count is
 * logged with the next line. No line has a text of the caller in it. Thread-safe.
 */
final class RefusedLogIns {
    private static final Logger LOG = LoggerFactory.getLogger(IamApi.class);
    private static final int LINES_PER_SECOND = 100;

    private final Clock clock;
    private long second;
    private int lines;
    private long left;

    RefusedLogIns(Clock clock) {
        this.clock = clock;
    }

    /** Logs a refusal: the id of the request, and the reason in our own words. */
    void log(String requestId, String reason) {
        long unlogged = next();
        if (unlogged > 0) {
            LOG.warn("{} more log-ins were refused", unlogged);
        }
        if (unlogged >= 0) {
            LOG.warn("request {}: log-in refused: {}", requestId, reason);
        }
    }

    /** How many lines were left out before this one; -1 if this one is left out as well. */
    private synchronized long next() {
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            lines = 0;
        }
        if (++lines > LINES_PER_SECOND) {
            left++;
            return -1;
        }
        long unlogged = left;
        left = 0;
        return unlogged;
    }
}
