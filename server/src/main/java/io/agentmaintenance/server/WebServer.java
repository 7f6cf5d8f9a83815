package io.agentmaintenance.server;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with the limits of this service. */
final class WebServer {
    // A token of 16,384 characters, and 8 KiB for everything else.
    private static final int MAX_HEADER = 16_384 + 8_192;
    private static final int MAX_CONNECTIONS = 4_096;
    private static final int IDLE_MILLIS = 20_000;
    private static final int IDLE_MILLIS_AT_LIMIT = 1_000;
    private static final long STOP_MILLIS = 10_000;
    private static final int MIN_THREADS = 8;
    private static final int MAX_THREADS = 200;

    private final String host;
    private final int port;
    private final Server server;
    private final ServerConnector connector;
    private final int maxConnections;
    private final LongAdder limitReached = new LongAdder();

    /**
     * Configures a server with the standard limit of connections.
     *
     * @param host the address to listen on
     * @param port the port to listen on; 0 takes a free one
     * @param handler handles all requests; its invocation type decides on which threads
     * @param errors answers what Jetty rejects
     */
    WebServer(String host, int port, Handler handler, Request.Handler errors) {
        this(host, port, handler, errors, MAX_CONNECTIONS);
    }

    /**
     * Configures a server.
     *
     * @param host the address to listen on
     * @param port the port to listen on; 0 takes a free one
     * @param handler handles all requests; its invocation type decides on which threads
     * @param errors answers what Jetty rejects
     * @param maxConnections the greatest number of connections. While it is reached, a connection that is idle for a second is
     *     closed, and further callers wait.
     */
    WebServer(String host, int port, Handler handler, Request.Handler errors, int maxConnections) {
        this(host, port, new Handler.Wrapper(), handler, errors, maxConnections, new TrustedProxies(List.of()));
    }

    /**
     * Configures a server behind proxies, with the standard limit of connections.
     *
     * @param host the address to listen on
     * @param port the port to listen on; 0 takes a free one
     * @param front handles all requests first, also while the server stops; passes on those of the handler
     * @param handler handles all other requests; its invocation type decides on which threads
     * @param errors answers what Jetty rejects
     * @param proxies the proxies whose forwarded host and scheme count
     */
    WebServer(
            String host,
            int port,
            Handler.Wrapper front,
            Handler handler,
            Request.Handler errors,
            TrustedProxies proxies) {
        this(host, port, front, handler, errors, MAX_CONNECTIONS, proxies);
    }

    private WebServer(
            String host,
            int port,
            Handler.Wrapper front,
            Handler handler,
            Request.Handler errors,
            int maxConnections,
            TrustedProxies proxies) {
        this.host = host;
        this.port = port;
        this.maxConnections = maxConnections;
        server = new Server(threads());
        HttpConfiguration http = configuration();
        http.addCustomizer(proxies);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        // Callers beyond the limit wait in the system's queue, which is as long.
        connector.setAcceptQueueSize(maxConnections);
        server.addBean(limit());
        front.getTail().setHandler(new GracefulHandler(handler));
        server.setHandler(front);
        server.setErrorHandler(errors);
        server.setStopTimeout(STOP_MILLIS);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS, IDLE_MILLIS);
        threads.setName("http");
        // For blocking handlers; null on Java 17, where the threads of the pool run them.
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-virtual-"));
        return threads;
    }

    private NetworkConnectionLimit limit() {
        NetworkConnectionLimit limit = new NetworkConnectionLimit(maxConnections, connector) {
            @Override
            protected void limit() {
                limitReached.increment();
                super.limit();
            }
        };
        limit.setEndPointIdleTimeout(IDLE_MILLIS_AT_LIMIT);
        return limit;
    }

    /** {@return how often the connections have reached their limit since the last call} */
    long limitReachedSinceLastCall() {
        return limitReached.sumThenReset();
    }

    /** {@return the greatest number of connections} */
    int maxConnections() {
        return maxConnections;
    }

    /** Starts to listen; if that fails, everything is stopped again. */
    void start() throws ListenFailure {
        try {
            server.start();
        } catch (Exception e) {
            LifeCycle.stop(server);
            throw new ListenFailure(host + ":" + port, e);
        }
    }

    /** {@return the open connections} */
    Collection<EndPoint> connections() {
        return connector.getConnectedEndPoints();
    }

    /** {@return the port that the server listens on} */
    int port() {
        return connector.getLocalPort();
    }

    /** Waits until the requests under way are answered, and accepts no new ones. */
    void stop() throws Exception {
        server.stop();
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(MAX_HEADER);
        // Jetty's cache takes 100 KB per connection: 4,096 connections would need 400 MB.
        http.setHeaderCacheSize(0);
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        // Proxies disagree about a line that ends in a line feed alone, which allows request smuggling.
        http.setHttpCompliance(HttpCompliance.RFC9110.without(
                "RFC9110-CRLF",
                HttpCompliance.Violation.LF_HEADER_TERMINATION,
                HttpCompliance.Violation.LF_CHUNK_TERMINATION));
        // The API decodes and checks paths itself; Jetty must not change or reject them before.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }
}
