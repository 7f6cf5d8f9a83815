package io.agentmaintenance.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that is read once each time the selector reports it as readable. Jetty would read it again as soon as a request
 * is answered. A caller whose next request has arrived by then would be served again and again, and all others would wait.
 * Thread-safe.
 */
final class FairEndPoint extends SocketChannelEndPoint {
    private volatile boolean readable;

    /**
     * Makes an end point.
     *
     * @param channel the connection
     * @param selector reports when the connection is readable
     * @param key the connection's registration with the selector
     * @param scheduler ends idle connections
     */
    FairEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    @Override
    public Runnable onSelected() {
        readable = true;
        return super.onSelected();
    }

    /** Reads what is there, or nothing if it has read already since the selector's last report. */
    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        if (!readable) {
            return 0;
        }
        readable = false;
        return super.fill(buffer);
    }
}
