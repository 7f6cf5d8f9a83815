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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: the ports, the core on them, the API on the core, and the engine that serves it. */
final class Service {
    private static final Logger LOG = LoggerFactory.getLogger(Service.class);
    private static final long WORK_MILLIS = 50;
    private static final long SUPERVISION_MILLIS = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final AgentMaintenance maintenance;
    private final InMemoryAgentExecutor executor;
    private final Admission admission = new Admission();
    private final JettyBinding binding;
    private final WebServer web;
    private final Ticker ticker = new Ticker();

    Service(ServerConfiguration configuration, Validator validator, Clock clock, String host, int port) {
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
                .validator(validator)
                .clock(clock)
                .build();
        Credentials credentials = new Credentials(configuration, clock);
        AgentMaintenanceApi api = AgentMaintenanceApi.builder(maintenance, credentials.authentication())
                .rejectUnknownFields(configuration.strict())
                .build();
        Function<ApiRequest, ApiResponse> function = withIdentity(api::handle, configuration, credentials, clock);
        binding =
                new JettyBinding(function, api::overloaded, admission, BodyRoom.inHeap(), AgentMaintenanceApi.MAX_BODY);
        web = new WebServer(host, port, binding, new ProtocolErrors(api), () -> admission.newRound(System::nanoTime));
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

    /** Lets time do its work from now on: on the fleet, and on tasks whose time is over. */
    void keepMoving() {
        ticker.every(WORK_MILLIS, "work on the fleet", executor::runDue);
        ticker.every(SUPERVISION_MILLIS, "supervision", maintenance.supervision()::expireOverdue);
        Patience patience = new Patience(PATIENCE, System::nanoTime);
        ticker.every(SUPERVISION_MILLIS, "the look for slow callers", () -> patience.look(connections()));
        ticker.every(SUPERVISION_MILLIS, "the count of requests turned away", this::tellOverload);
    }

    // One line a second, where a line for each would be a burden when there is least time for it.
    private void tellOverload() {
        long count = binding.turnedAway();
        if (count > 0) {
            LOG.warn(
                    "turned {} requests away, {} wait: more came in than could be answered in time",
                    count,
                    admission.waiting());
        }
    }

    /** Does once what {@link #keepMoving} does all the time. */
    void move() {
        executor.runDue();
        maintenance.supervision().expireOverdue();
    }

    int port() {
        return web.port();
    }

    /** {@return the connections of callers} */
    Collection<EndPoint> connections() {
        return web.connections();
    }

    /** Lets running answers finish; false if that did not go well. */
    boolean close() {
        try {
            web.stop();
            return true;
        } catch (Exception e) {
            LOG.error("the server did not stop in good order", e);
            return false;
        } finally {
            admission.close();
            ticker.close();
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
