package io.agentmaintenance.server;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.ApiRequest;
import io.agentmaintenance.adapter.http.ApiResponse;
import io.agentmaintenance.adapter.http.iam.IamApi;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.application.port.out.InvocationIds;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.VersionType;
import jakarta.validation.Validator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: wires the memory adapters, the core, the API and the web server. Thread-safe. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final long WORK_MILLIS = 50;
    private static final long SUPERVISION_MILLIS = 1000;
    private static final Duration SLOWEST_REQUEST = Duration.ofSeconds(20);

    private final AgentMaintenance maintenance;
    private final InMemoryAgentExecutor executor;
    private final ProtocolErrors errors;
    private final WebServer web;
    private final PeriodicTasks periodicTasks = new PeriodicTasks();

    Service(ServerConfiguration configuration, Validator validator, Clock clock, String host, int port) {
        warnIfTooLarge(configuration);
        InMemoryFleet fleet = new InMemoryFleet();
        for (ProjectConfiguration project : configuration.projects()) {
            new FleetSetup(fleet).add(ProjectId.of(project.id()), project.serversOrNone());
        }
        executor = new InMemoryAgentExecutor(fleet, clock, configuration.activeOrDefault());
        maintenance = AgentMaintenance.builder()
                .repository(InMemoryInvocationRepository.keeping(configuration.historyOrDefault()))
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(versions(configuration)))
                .executor(executor::reportingTo)
                .ids(InvocationIds.timeOrdered(clock, new SecureRandom()))
                .limits(configuration.timeLimits())
                .listener(new TaskLog())
                .validator(validator)
                .clock(clock)
                .build();
        Credentials credentials = new Credentials(configuration, clock);
        AgentMaintenanceApi api = AgentMaintenanceApi.builder(maintenance, credentials.authentication())
                .clock(clock)
                .rejectUnknownFields(configuration.strict())
                .build();
        Function<ApiRequest, ApiResponse> function = withIdentity(api::handle, configuration, credentials, clock);
        // Nothing in memory blocks, so the thread that reads a request may answer it.
        Handler handler = HandlerChain.nonBlocking(function, BodyMemory.ofHeap(), AgentMaintenanceApi.MAX_BODY);
        errors = new ProtocolErrors(api);
        web = new WebServer(host, port, handler, errors);
    }

    private static void warnIfTooLarge(ServerConfiguration configuration) {
        long maxHeap = Runtime.getRuntime().maxMemory();
        String warning =
                HeapEstimate.warning(configuration.activeOrDefault(), configuration.historyOrDefault(), maxHeap);
        if (warning != null) {
            LOG.warn(warning);
        }
    }

    private static Function<ApiRequest, ApiResponse> withIdentity(
            Function<ApiRequest, ApiResponse> api,
            ServerConfiguration configuration,
            Credentials credentials,
            Clock clock) {
        IdentityConfiguration identity = configuration.identity();
        if (identity == null) {
            return api;
        }
        IamApi iam = new IamApi(
                identity.directory(configuration.projects()),
                credentials.authentication(),
                credentials.tokens()::add,
                clock);
        return request -> {
            ApiResponse answer = iam.handle(request);
            return answer == null ? api.apply(request) : answer;
        };
    }

    void start() throws Exception {
        maintenance.supervision().resumePending();
        web.start();
    }

    /** Starts what runs periodically: work on the fleet, supervision of tasks, and the check for slow callers. */
    void startPeriodicTasks() {
        periodicTasks.every(WORK_MILLIS, "work on the fleet", executor::runDue);
        periodicTasks.every(SUPERVISION_MILLIS, "supervision", maintenance.supervision()::expireOverdue);
        SlowConnectionMonitor monitor = new SlowConnectionMonitor(SLOWEST_REQUEST, System::nanoTime);
        periodicTasks.every(SUPERVISION_MILLIS, "check for slow callers", () -> monitor.check(connections()));
        periodicTasks.every(SUPERVISION_MILLIS, "report of overload", this::logOverload);
        periodicTasks.every(SUPERVISION_MILLIS, "report of connections", this::logConnectionLimit);
    }

    // One line a second: a line per rejected request would add to the overload.
    private void logOverload() {
        long count = errors.overloadedSinceLastCall();
        if (count > 0) {
            LOG.warn("rejected {} requests with 429 because of overload", count);
        }
    }

    private void logConnectionLimit() {
        if (web.limitReachedSinceLastCall() > 0) {
            LOG.warn(
                    "all {} connections are in use: further callers wait, and idle connections are closed after a second",
                    web.maxConnections());
        }
    }

    /** Does once what is due on the fleet and in supervision, for tests that move the clock. */
    void runDueWork() {
        executor.runDue();
        maintenance.supervision().expireOverdue();
    }

    int port() {
        return web.port();
    }

    /** {@return the open connections} */
    Collection<EndPoint> connections() {
        return web.connections();
    }

    /** Stops the server, and waits for the requests under way; false if that failed or took too long. */
    boolean close() {
        try {
            web.stop();
            return true;
        } catch (Exception e) {
            LOG.error("the server did not stop cleanly", e);
            return false;
        } finally {
            periodicTasks.close();
        }
    }

    private static List<OfferedVersion> versions(ServerConfiguration configuration) {
        return configuration.versions().stream()
                .map(v -> new OfferedVersion(
                        AgentVersion.of(v.version()),
                        v.type() == null ? VersionType.BASIC_VERSION : VersionType.valueOf(v.type())))
                .toList();
    }
}
