package io.agentmaintenance.server;

import io.agentmaintenance.AgentMaintenance;
import io.agentmaintenance.adapter.http.AccessKey;
import io.agentmaintenance.adapter.http.AccessKeys;
import io.agentmaintenance.adapter.http.AgentMaintenanceApi;
import io.agentmaintenance.adapter.http.Authentication;
import io.agentmaintenance.adapter.http.SignatureAuthentication;
import io.agentmaintenance.adapter.http.TokenAuthentication;
import io.agentmaintenance.adapter.http.TokenStore;
import io.agentmaintenance.adapter.memory.InMemoryAgentExecutor;
import io.agentmaintenance.adapter.memory.InMemoryFleet;
import io.agentmaintenance.adapter.memory.InMemoryInvocationRepository;
import io.agentmaintenance.adapter.memory.InMemoryVersionCatalog;
import io.agentmaintenance.adapter.memory.RandomInvocationIds;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.OfferedVersion;
import io.agentmaintenance.domain.ProjectId;
import io.agentmaintenance.domain.VersionType;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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
    private final WebServer web;
    private final Ticker ticker = new Ticker();

    Service(ServerConfiguration configuration, Validator validator, Clock clock, String host, int port) {
        InMemoryFleet fleet = new InMemoryFleet();
        TokenStore tokens = new TokenStore(clock);
        List<AccessKey> keys = new ArrayList<>();
        for (ProjectConfiguration project : configuration.projects()) {
            ProjectId id = ProjectId.of(project.id());
            new FleetSetup(fleet).add(id, project.serversOrNone());
            project.tokensOrNone().forEach(token -> tokens.add(token.value(), token.caller(id), token.expires()));
            project.keysOrNone().forEach(key -> keys.add(key.key(id)));
        }
        executor = new InMemoryAgentExecutor(fleet, clock);
        maintenance = AgentMaintenance.builder()
                .repository(InMemoryInvocationRepository.keeping(configuration.historyOrDefault()))
                .directory(fleet)
                .catalog(new InMemoryVersionCatalog(versions(configuration)))
                .executor(executor::reportingTo)
                .ids(new RandomInvocationIds(clock))
                .limits(configuration.timeLimits())
                .validator(validator)
                .clock(clock)
                .build();
        // The signature first: a client that signs may send a token beside it, which is then just a header.
        Authentication authentication = Authentication.firstOf(
                List.of(new SignatureAuthentication(AccessKeys.of(keys), clock), new TokenAuthentication(tokens)));
        AgentMaintenanceApi api = AgentMaintenanceApi.builder(maintenance, authentication)
                .rejectUnknownFields(configuration.strict())
                .build();
        web = new WebServer(
                host, port, new JettyBinding(api::handle, AgentMaintenanceApi.MAX_BODY), new ProtocolErrors(api));
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
