package io.agentmaintenance.tck;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.List;
import java.util.Set;

/** Accepts every invocation and does nothing. The test sends the reports. */
final class AcceptingExecutor implements AgentExecutor {
    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        return Set.of();
    }

    @Override
    public Set<InvocationId> resume(List<Invocation> invocations) {
        return Set.of();
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        // No work is running.
    }
}
