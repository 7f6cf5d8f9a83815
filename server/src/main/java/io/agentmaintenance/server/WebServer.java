package io.agentmaintenance.server;

import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Jetty with the limits of this service. */
final class WebServer {
    // A token of 16,384 characters, and 8 KiB for everything else.
    private static final int MAX_HEADER = 16_384 + 8_192;
    private static final int MAX_CONNECTIONS = 4_096;
    private static final int IDLE_MILLIS = 20_000;
    private static final long STOP_MILLIS = 10_000;

    /** What is read from a connection at once, at most, in bytes. */
    static final int BUFFER = 8_192;

    private static final int BUFFERS = 128;

    private final Server server;
    private final ServerConnector connector;

    WebServer(String host, int port, Handler handler, Request.Handler errors, Supplier<Round> rounds) {
        server = new Server(new WebThreads(IDLE_MILLIS));
        connector = new RoundsConnector(server, rounds, new HttpConnectionFactory(configuration()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        // Others wait in the queue of the system, which is as long again, until a connection is closed.
        connector.setAcceptQueueSize(MAX_CONNECTIONS);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        server.setHandler(new GracefulHandler(handler));
        server.setErrorHandler(errors);
        server.setStopTimeout(STOP_MILLIS);
        fill(server.getByteBufferPool());
    }

    // As many as there are requests under way in a crowd, so that none need be made then: a new one is of another class
    // than one from the pool, and all that was compiled for those alone would be thrown away.
    private static void fill(ByteBufferPool pool) {
        Stream.generate(() -> pool.acquire(BUFFER, true))
                .limit(BUFFERS)
                .toList()
                .forEach(RetainableByteBuffer::release);
    }

    void start() throws Exception {
        server.start();
    }

    /** {@return the connections that are open} */
    Collection<EndPoint> connections() {
        return connector.getConnectedEndPoints();
    }

    /** {@return the port that is listened on, also if it was chosen by the system} */
    int port() {
        return connector.getLocalPort();
    }

    /** Lets running answers finish, and takes no new ones. */
    void stop() throws Exception {
        server.stop();
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(MAX_HEADER);
        // Jetty would keep 100 KB for each connection, which spares 3 % of the time for a small request.
        http.setHeaderCacheSize(0);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        // A line that ends in a line feed alone is read differently by different readers; nobody honest sends one.
        http.setHttpCompliance(HttpCompliance.RFC9110.without(
                "RFC9110-CRLF",
                HttpCompliance.Violation.LF_HEADER_TERMINATION,
                HttpCompliance.Violation.LF_CHUNK_TERMINATION));
        // The function decodes paths itself, and refuses what it does not know; Jetty must not rewrite them before.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }
}
