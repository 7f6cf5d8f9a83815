package io.agentmaintenance.adapter.dbscheduler;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.AgentVersion;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A transport that counts what begins, and lets a test act before each call. Thread-safe. */
final class HookedTransport implements AgentTransport {
    private final AgentTransport behind;
    private final Map<InvocationId, List<AgentVersion>> begun = new ConcurrentHashMap<>();
    private volatile Consumer<Invocation> beforeLook = invocation -> {};
    private volatile Consumer<Invocation> afterLook = invocation -> {};
    private volatile Consumer<Invocation> beforeBegin = invocation -> {};

    HookedTransport(AgentTransport behind) {
        this.behind = behind;
    }

    void beforeLook(Consumer<Invocation> action) {
        beforeLook = action;
    }

    void afterLook(Consumer<Invocation> action) {
        afterLook = action;
    }

    void beforeBegin(Consumer<Invocation> action) {
        beforeBegin = action;
    }

    List<AgentVersion> begun(Invocation invocation) {
        return begun.getOrDefault(invocation.id(), List.of());
    }

    /** {@return how often any work has begun} */
    int begins() {
        return begun.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public Look look(Invocation invocation) {
        beforeLook.accept(invocation);
        Look look = behind.look(invocation);
        afterLook.accept(invocation);
        return look;
    }

    @Override
    public BeginOutcome begin(Invocation invocation) {
        beforeBegin.accept(invocation);
        BeginOutcome outcome = behind.begin(invocation);
        if (outcome == BeginOutcome.BEGUN) {
            begun.computeIfAbsent(invocation.id(), id -> new CopyOnWriteArrayList<>())
                    .add(invocation.versions().target());
        }
        return outcome;
    }

    @Override
    public StopOutcome stop(Invocation invocation) {
        return behind.stop(invocation);
    }
}
