package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.List;
import java.util.Set;

/** Takes on everything and does nothing: what happens is told by the test. */
final class AcceptingExecutor implements AgentExecutor {
    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        return Set.of();
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        // Nothing is under way.
    }
}
