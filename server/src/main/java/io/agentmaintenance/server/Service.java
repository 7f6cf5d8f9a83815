package io.agentmaintenance.server;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.HealthProbe;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.ElapsedTime;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.emulator.FleetSetup;
import io.agentmaintenance.emulator.iam.IamApi;
import io.agentmaintenance.emulator.iam.IamDirectory;
import io.agentmaintenance.emulator.iam.IssuedTokens;
import jakarta.validation.Validator;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: wires the adapters, the core, the API and the web server. Thread-safe. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final long CHECK_MILLIS = 1000;
    private static final Duration SLOWEST_REQUEST = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Storage storage;
    private final AgentMaintenance maintenance;
    private final Execution execution;
    private final ProtocolErrors errors;
    private final ServerMetrics metrics = new ServerMetrics();
    private final Readiness readiness;
    private final WebServer web;
    private final @Nullable MetricsServer metricsServer;
    private final boolean showsMetrics;
    private final PeriodicTasks periodicTasks = new PeriodicTasks("periodic-tasks");

    /** Measures the elapsed time of tasks and servers with the clock alone, and serves no metrics, for tests that move the clock. */
    Service(ServerConfiguration configuration, Validator validator, Clock clock, String host, int port)
            throws StorageFailure {
        this(configuration.with(null, MetricsConfiguration.OFF), validator, clock, ElapsedTime.by(clock), host, port);
    }

    Service(
            ServerConfiguration configuration,
            Validator validator,
            Clock machineClock,
            ElapsedTime time,
            String host,
            int port)
            throws StorageFailure {
        InMemoryFleet fleet = new InMemoryFleet(configuration.rememberedServers());
        FleetSetup setup = new FleetSetup(fleet);
        for (ProjectConfiguration project : configuration.projects()) {
            project.serversOrNone().forEach(entry -> setup.add(ProjectId.of(project.id()), entry.definition()));
        }
        storage = storage(configuration, fleet, machineClock);
        Clock clock = storage.clock();
        execution = storage.execution(fleet, time, configuration.active());
        maintenance = AgentMaintenance.builder()
                .repository(storage.repository())
                .directory(storage.inventory())
                .catalog(new InMemoryVersionCatalog(configuration.offeredVersions()))
                .executor(execution::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .limits(configuration.timeLimits())
                .listener(new TaskLog())
                .listener(metrics.listener())
                .validator(validator)
                .clock(clock, time)
                .build();
        IdentityConfiguration identity = configuration.identity();
        IamDirectory directory = identity == null ? null : identity.directory(configuration.projects());
        IssuedTokens issued =
                identity == null || directory == null ? null : new IssuedTokens(key(identity), directory, clock);
        Authentication authentication = new Credentials(configuration, clock, issued).authentication();
        AgentMaintenanceApi api = AgentMaintenanceApi.builder(maintenance, authentication)
                .clock(clock)
                .rejectUnknownFields(configuration.strict())
                .build();
        IamApi iam = directory == null || issued == null ? null : new IamApi(directory, authentication, issued, clock);
        errors = new ProtocolErrors(api);
        HealthProbe probe = new HealthProbe(storage.repository(), execution::lastSupervision, clock, time);
        readiness = new Readiness(probe);
        metrics.show(probe);
        Handler.Wrapper front = new HealthHandler(readiness);
        showsMetrics = configuration.metrics().isAt(host, port);
        if (showsMetrics) {
            front.setHandler(new MetricsHandler(metrics));
        }
        // Nothing in memory blocks, so the thread that reads a request may answer it. A database blocks, and so does a
        // file.
        web = new WebServer(
                host,
                port,
                front,
                HandlerChain.of(api, iam, storage.concurrentRequests(), LONGEST_WAIT),
                errors,
                new TrustedProxies(configuration.proxiesOrNone()));
        metricsServer = configuration.metrics().isOff() || showsMetrics
                ? null
                : new MetricsServer(host, port, configuration.metrics(), metrics, readiness, errors);
    }

    private static Storage storage(ServerConfiguration configuration, InMemoryFleet fleet, Clock machineClock)
            throws StorageFailure {
        DatabaseConfiguration database = configuration.database();
        if (database != null) {
            return PostgresStorage.open(database, fleet);
        }
        Path data = configuration.data();
        return data == null
                ? MemoryStorage.of(configuration, fleet, machineClock)
                : SqliteStorage.open(data, fleet, machineClock);
    }

    private byte[] key(IdentityConfiguration identity) throws StorageFailure {
        try {
            return identity.key(storage);
        } catch (StorageFailure e) {
            storage.close();
            throw e;
        }
    }

    /** {@return where tasks and agent states are, such as "in the database"; null if a restart loses them} */
    @Nullable String place() {
        return storage.place();
    }

    /** Takes up what was unfinished, and listens. Throws a {@link StorageFailure} if the stored tasks cannot be read. */
    void start() throws StorageFailure, ListenFailure {
        if (metricsServer != null) {
            metricsServer.start();
        }
        try {
            execution.resume(maintenance.supervision());
        } catch (PortException e) {
            throw StorageFailure.ofTasks(e);
        }
        readiness.start();
        web.start();
        readiness.serving();
    }

    /** Starts what runs periodically: work on the fleet, supervision of tasks, and the checks of the web server. */
    void startPeriodicTasks() {
        execution.start(maintenance.supervision(), periodicTasks);
        SlowConnectionMonitor monitor = new SlowConnectionMonitor(SLOWEST_REQUEST, System::nanoTime);
        periodicTasks.every(CHECK_MILLIS, "check for slow callers", () -> monitor.check(connections()));
        periodicTasks.every(CHECK_MILLIS, "report of overload", this::logOverload);
        periodicTasks.every(CHECK_MILLIS, "report of connections", () -> logConnectionLimit(web));
        periodicTasks.every(CHECK_MILLIS, "report of health", readiness::logChange);
    }

    // One line a second: a line per rejected request would add to the overload.
    private void logOverload() {
        long count = errors.overloadedSinceLastCall();
        if (count > 0) {
            LOG.warn("rejected {} requests with 429 because of overload", count);
        }
    }

    /** Warns if the connections have reached their limit since the last call. */
    static void logConnectionLimit(WebServer web) {
        if (web.limitReachedSinceLastCall() > 0) {
            LOG.warn(
                    "all {} connections are in use: further callers wait, and idle connections are closed after a second",
                    web.maxConnections());
        }
    }

    /** Does the due work on the fleet once and ends overdue tasks, for tests that move the clock. */
    void runDueWork() {
        execution.runDue();
        maintenance.supervision().expireOverdue();
    }

    int port() {
        return web.port();
    }

    /** {@return the server of metrics; null if they have no port of their own} */
    @Nullable MetricsServer metricsServer() {
        return metricsServer;
    }

    /** {@return whether metrics are on the port of the API} */
    boolean showsMetrics() {
        return showsMetrics;
    }

    /** {@return the open connections} */
    Collection<EndPoint> connections() {
        if (metricsServer == null) {
            return web.connections();
        }
        List<EndPoint> all = new ArrayList<>(web.connections());
        all.addAll(metricsServer.connections());
        return all;
    }

    /** Stops the server, and waits for the requests under way; false if that failed or took too long. */
    boolean close() {
        readiness.stopping();
        try {
            web.stop();
            if (metricsServer != null) {
                metricsServer.stop();
            }
            return true;
        } catch (Exception e) {
            LOG.error("the server did not stop cleanly", e);
            return false;
        } finally {
            execution.close();
            periodicTasks.close();
            readiness.close();
            metrics.close();
            storage.close();
        }
    }
}
