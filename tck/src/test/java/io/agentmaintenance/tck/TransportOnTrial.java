package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Instance;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.tck.PlainTransport.Servers;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The contract for the transport that a test of the kit sets. Only the launcher runs it, so its name does not end with Test. */
class TransportOnTrial extends AgentTransportContract {
    /** The subject of the next run. */
    static volatile Function<Servers, PlainTransport> trial = PlainTransport::new;

    private Servers servers;

    @Override
    protected AgentTransport transport(List<Instance> fleet, Clock clock) {
        servers = new Servers(clock);
        return trial.apply(servers);
    }

    @Override
    protected AgentTransport transportOfAnotherProcess() {
        return trial.apply(servers);
    }

    @Override
    protected List<AgentVersion> touches(Invocation invocation) {
        return servers.touches(invocation);
    }

    @Override
    protected boolean makeWorkFail(Invocation invocation) {
        return servers.failing.add(invocation.id());
    }

    @Override
    protected boolean interrupt(Invocation invocation) {
        servers.runs.get(invocation.id()).lost = true;
        return true;
    }

    @Override
    protected Optional<Runnable> breakConnection() {
        servers.broken = true;
        return Optional.of(() -> servers.broken = false);
    }
}
