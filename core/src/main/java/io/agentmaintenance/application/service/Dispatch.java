package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Hands stored invocations over for execution, and withdraws what the executor does not take. */
final class Dispatch {
    private final InvocationRepository repository;
    private final AgentExecutor executor;
    private final ListenerNotifier listeners;
    private final Clock clock;

    Dispatch(InvocationRepository repository, AgentExecutor executor, ListenerNotifier listeners, Clock clock) {
        this.repository = repository;
        this.executor = executor;
        this.listeners = listeners;
        this.clock = clock;
    }

    /**
     * Hands invocations over and returns the ids of those that were withdrawn. What cannot be withdrawn stays accepted: it is stored, so
     * the next {@code resumePending} hands it over, or it times out.
     */
    Set<InvocationId> handOver(ProjectId project, List<Invocation> invocations) {
        Failures failures = new Failures();
        Set<InvocationId> withdrawn = handOver(project, invocations, failures);
        failures.report("invocations could neither be handed over nor withdrawn");
        return withdrawn;
    }

    private Set<InvocationId> handOver(ProjectId project, List<Invocation> invocations, Failures failures) {
        Set<InvocationId> declined = start(invocations, failures);
        if (declined.isEmpty()) {
            return Set.of();
        }
        List<Invocation> open =
                invocations.stream().filter(i -> declined.contains(i.id())).toList();
        try {
            return withdraw(project, open);
        } catch (RuntimeException e) {
            failures.add(e);
            return gone(project, open, failures);
        }
    }

    // The repository may have withdrawn some or all. What is gone counts, and where that cannot be read, the
    // invocations count as stored.
    private Set<InvocationId> gone(ProjectId project, List<Invocation> open, Failures failures) {
        try {
            List<InvocationId> ids = open.stream().map(Invocation::id).toList();
            Set<InvocationId> gone = new LinkedHashSet<>(ids);
            gone.removeAll(repository.findAll(project, ids).keySet());
            open.stream().filter(i -> gone.contains(i.id())).forEach(listeners::withdrawn);
            return gone;
        } catch (RuntimeException e) {
            failures.add(e);
            return Set.of();
        }
    }

    private Set<InvocationId> start(List<Invocation> invocations, Failures failures) {
        try {
            return executor.start(invocations);
        } catch (RuntimeException e) {
            failures.add(e);
            return invocations.stream().map(Invocation::id).collect(Collectors.toSet());
        }
    }

    private Set<InvocationId> withdraw(ProjectId project, List<Invocation> invocations) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<Withdrawal> withdrawals = invocations.stream()
                .map(invocation -> new Withdrawal(invocation, now))
                .toList();
        List<WriteOutcome> outcomes = repository.withdraw(project, withdrawals);
        Set<InvocationId> gone = new LinkedHashSet<>();
        for (int i = 0; i < invocations.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                gone.add(invocations.get(i).id());
                listeners.withdrawn(invocations.get(i));
            }
        }
        return gone;
    }
}
