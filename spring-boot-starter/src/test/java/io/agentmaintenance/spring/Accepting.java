package io.agentmaintenance.spring;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An executor of a host that accepts all work and does none. */
final class Accepting implements AgentExecutor {
    private final List<InvocationId> started = new ArrayList<>();

    List<InvocationId> started() {
        return started;
    }

    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        invocations.forEach(invocation -> started.add(invocation.id()));
        return Set.of();
    }

    @Override
    public Set<InvocationId> resume(List<Invocation> invocations) {
        return Set.of();
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        // Nothing is under way.
    }
}
