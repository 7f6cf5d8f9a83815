package io.agentmaintenance.server;

import io.agentmaintenance.HealthProbe;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the server can answer requests: it serves, the store answers, and supervision runs. Thread-safe. */
final class Readiness implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final long PROBE_MILLIS = 1000;

    private final HealthProbe probe;
    // Of its own: a probe waits for as long as the store does not answer.
    private final PeriodicTasks probing = new PeriodicTasks("health-probe");
    private volatile Phase phase = Phase.STARTING;
    private boolean wasUp = true;

    private enum Phase {
        STARTING,
        SERVING,
        STOPPING
    }

    Readiness(HealthProbe probe) {
        this.probe = probe;
    }

    /** Looks at the store once, and from now on every second. */
    void start() {
        probe.probe();
        probing.every(PROBE_MILLIS, "health probe", probe::probe);
    }

    /** Notes that requests are served. */
    void serving() {
        phase = Phase.SERVING;
    }

    /** Notes that the server is about to stop. */
    void stopping() {
        phase = Phase.STOPPING;
    }

    /** {@return why the server is not ready, at once; empty if it is} */
    List<String> problems() {
        return switch (phase) {
            case STARTING -> List.of("The server is starting.");
            case STOPPING -> List.of("The server is stopping.");
            case SERVING -> probe.health().problems();
        };
    }

    /** Logs a line if the server has become ready, or has ceased to be, since the last call. For one thread. */
    void logChange() {
        List<String> problems = problems();
        if (phase != Phase.SERVING || problems.isEmpty() == wasUp) {
            return;
        }
        wasUp = problems.isEmpty();
        if (wasUp) {
            LOG.info("ready again");
        } else {
            LOG.warn("not ready: {}", String.join(" ", problems));
        }
    }

    @Override
    public void close() {
        probing.close();
    }
}
