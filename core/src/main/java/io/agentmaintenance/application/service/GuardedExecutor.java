package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The executor of the host, of which the services see correct answers and {@code PortException}s only. */
final class GuardedExecutor implements AgentExecutor {
    private final AgentExecutor executor;
    private final PortCall call = new PortCall("executor");

    GuardedExecutor(AgentExecutor executor) {
        this.executor = executor;
    }

    @Override
    public Set<InvocationId> start(List<Invocation> invocations) {
        return declined(invocations, executor::start);
    }

    @Override
    public Set<InvocationId> resume(List<Invocation> invocations) {
        return declined(invocations, executor::resume);
    }

    @Override
    public void cancel(List<Invocation> invocations) {
        call.run(() -> executor.cancel(invocations));
    }

    /** Returns only ids of these invocations. */
    private Set<InvocationId> declined(
            List<Invocation> invocations, Function<List<Invocation>, @Nullable Set<InvocationId>> request) {
        return call.ask(() -> {
            Set<InvocationId> declined = request.apply(invocations);
            return declined == null
                    ? null
                    : invocations.stream()
                            .map(Invocation::id)
                            .filter(declined::contains)
                            .collect(Collectors.toSet());
        });
    }
}
