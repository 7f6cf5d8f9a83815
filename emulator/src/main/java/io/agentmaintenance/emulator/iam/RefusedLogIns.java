package io.agentmaintenance.emulator.iam;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of refused log-ins, one line each. Bounded: beyond a number of lines in one second, further refusals are only counted,
 * and their count is logged before the next line. No line contains a text of the caller. Thread-safe.
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

    /** Logs a refusal: the id of the request, and the reason, without a text of the caller. */
    void log(String requestId, String reason) {
        long unlogged = next();
        if (unlogged > 0) {
            LOG.warn("{} more log-ins were refused", unlogged);
        }
        if (unlogged >= 0) {
            LOG.warn("request {}: log-in refused: {}", requestId, reason);
        }
    }

    /** The number of lines left out before this one; -1 if this one is left out as well. */
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
