package io.agentmaintenance.server;

import java.util.Collection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/** Serves metrics and health on a port of its own. Thread-safe after {@link #start}. */
final class MetricsServer {
    // Few callers look at metrics, and a server that has no connection left still shows them.
    private static final int MAX_CONNECTIONS = 64;

    private final String host;
    private final MetricsConfiguration place;
    private final ServerMetrics metrics;
    private final Readiness readiness;
    private final Request.Handler errors;
    private WebServer web;

    /**
     * Configures a server.
     *
     * @param host the address to listen on, if the configuration names none
     * @param serverPort the port of the other server
     * @param place where to listen
     * @param metrics what is shown
     * @param readiness whether the other server is ready
     * @param errors answers all other requests
     */
    MetricsServer(
            String host,
            int serverPort,
            MetricsConfiguration place,
            ServerMetrics metrics,
            Readiness readiness,
            Request.Handler errors) {
        this.host = place.host() == null ? host : place.host();
        this.place = place;
        this.metrics = metrics;
        this.readiness = readiness;
        this.errors = errors;
        this.web = web(place.firstPort(serverPort));
    }

    /** Starts to listen. If nobody has named a port and the usual one is in use, takes a free one: that must not stop a second server. */
    void start() throws ListenFailure {
        try {
            web.start();
        } catch (ListenFailure e) {
            if (place.port() != null) {
                throw new ListenFailure(host + ":" + place.port() + " for metrics", e);
            }
            startOnAFreePort();
        }
    }

    private void startOnAFreePort() throws ListenFailure {
        web = web(0);
        try {
            web.start();
        } catch (ListenFailure e) {
            throw new ListenFailure(host + " for metrics", e);
        }
    }

    String host() {
        return host;
    }

    /** {@return the port that it listens on} */
    int port() {
        return web.port();
    }

    Collection<EndPoint> connections() {
        return web.connections();
    }

    void stop() throws Exception {
        web.stop();
    }

    private WebServer web(int port) {
        HealthHandler health = new HealthHandler(readiness);
        health.setHandler(new MetricsHandler(metrics));
        return new WebServer(host, port, health, errors, MAX_CONNECTIONS);
    }
}
