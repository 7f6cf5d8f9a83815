package io.agentmaintenance.server;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Closes connections on which a request takes too long to arrive, headers and body alike, or its response to leave. Jetty's
 * idle timeout does not do this: a sender of one byte a second is never idle. Not thread-safe.
 */
final class SlowConnectionMonitor {
    private final long limitNanos;
    private final LongSupplier nanoTime;
    private final Map<EndPoint, Activity> activities = new HashMap<>();

    /**
     * Makes a monitor.
     *
     * @param limit how long a request may take, from the first byte read to the last byte written
     * @param nanoTime the time, as {@link System#nanoTime()} returns it
     */
    SlowConnectionMonitor(Duration limit, LongSupplier nanoTime) {
        this.limitNanos = limit.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Checks all open connections once, and closes the slow ones. One thread calls this, about once a second. */
    void check(Collection<EndPoint> open) {
        activities.keySet().retainAll(open);
        long now = nanoTime.getAsLong();
        for (EndPoint endPoint : open) {
            Connection connection = endPoint.getConnection();
            if (connection != null
                    && activities.computeIfAbsent(endPoint, e -> new Activity()).isSlow(connection, now, limitNanos)) {
                endPoint.close();
            }
        }
    }

    /** What is known of one connection: since when it has been busy with the same request. */
    private static final class Activity {
        private long responses;
        private long bytes;
        private boolean busy;
        private long since;

        boolean isSlow(Connection connection, long now, long limit) {
            long responsesNow = connection.getMessagesOut();
            long bytesNow = connection.getBytesIn();
            if (responsesNow != responses) {
                busy = false;
            } else if (!busy && bytesNow != bytes) {
                busy = true;
                since = now;
            }
            responses = responsesNow;
            bytes = bytesNow;
            return busy && now - since > limit;
        }
    }
}
