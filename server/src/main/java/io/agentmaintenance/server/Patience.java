package io.agentmaintenance.server;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * Cuts off connections on which a request takes too long to come in, or its answer to go out. An idle time-out alone does
 * not: a sender of one byte a second is never idle. Looks at all connections in turn, which costs others nothing.
 */
final class Patience {
    private final long limitNanos;
    private final LongSupplier nanoTime;
    private final Map<EndPoint, Watch> watches = new HashMap<>();

    Patience(Duration limit, LongSupplier nanoTime) {
        this.limitNanos = limit.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Looks at all open connections once. To be called by one thread, every second or so. */
    void look(Collection<EndPoint> open) {
        watches.keySet().retainAll(open);
        long now = nanoTime.getAsLong();
        for (EndPoint endPoint : open) {
            Connection connection = endPoint.getConnection();
            if (connection != null
                    && watches.computeIfAbsent(endPoint, e -> new Watch()).isOver(connection, now, limitNanos)) {
                endPoint.close();
            }
        }
    }

    /** One connection: since when it has been busy with the same request. */
    private static final class Watch {
        private long answers;
        private long bytes;
        private boolean busy;
        private long since;

        boolean isOver(Connection connection, long now, long limit) {
            long answersNow = connection.getMessagesOut();
            long bytesNow = connection.getBytesIn();
            if (answersNow != answers) {
                busy = false;
            } else if (!busy && bytesNow != bytes) {
                busy = true;
                since = now;
            }
            answers = answersNow;
            bytes = bytesNow;
            return busy && now - since > limit;
        }
    }
}
