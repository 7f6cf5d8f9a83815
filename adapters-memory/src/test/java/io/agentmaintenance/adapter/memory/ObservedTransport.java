package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.Invocation;
import java.util.function.Consumer;

/** A transport that passes each invocation whose work it begins to an observer, before any report of its end. */
class ObservedTransport implements AgentTransport {
    private final AgentTransport behind;
    private final Consumer<Invocation> begun;

    ObservedTransport(AgentTransport behind, Consumer<Invocation> begun) {
        this.behind = behind;
        this.begun = begun;
    }

    @Override
    public Look look(Invocation invocation) {
        return behind.look(invocation);
    }

    @Override
    public BeginOutcome begin(Invocation invocation) {
        BeginOutcome outcome = behind.begin(invocation);
        if (outcome == BeginOutcome.BEGUN) {
            begun.accept(invocation);
        }
        return outcome;
    }

    @Override
    public StopOutcome stop(Invocation invocation) {
        return behind.stop(invocation);
    }
}
