package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.AgentExecutor;
import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.Withdrawal;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationId;
import io.agentmaintenance.domain.ProjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands stored invocations over for execution, and takes back what is not taken on. */
final class Dispatch {
    private final InvocationRepository repository;
    private final AgentExecutor executor;
    private final ListenerNotifier listeners;

    Dispatch(InvocationRepository repository, AgentExecutor executor, ListenerNotifier listeners) {
        this.repository = repository;
        this.executor = executor;
        this.listeners = listeners;
    }

    /**
     * Hands invocations over and returns the ids of those that are gone again. What can not be taken back stays accepted:
     * it is stored, so it will be handed over by a later resume, or time out.
     */
    Set<InvocationId> handOver(ProjectId project, List<Invocation> invocations) {
        Set<InvocationId> declined = start(invocations);
        if (declined.isEmpty()) {
            return Set.of();
        }
        List<Invocation> open =
                invocations.stream().filter(i -> declined.contains(i.id())).toList();
        try {
            return withdraw(project, open);
        } catch (RuntimeException e) {
            return gone(project, open);
        }
    }

    // A store that throws has written nothing, says its contract. One that throws after all may have: what is there
    // counts, and where nobody can tell, it is there.
    private Set<InvocationId> gone(ProjectId project, List<Invocation> open) {
        try {
            List<InvocationId> ids = open.stream().map(Invocation::id).toList();
            Set<InvocationId> gone = new LinkedHashSet<>(ids);
            gone.removeAll(repository.findAll(project, ids).keySet());
            open.stream().filter(i -> gone.contains(i.id())).forEach(listeners::withdrawn);
            return gone;
        } catch (RuntimeException e) {
            return Set.of();
        }
    }

    private Set<InvocationId> start(List<Invocation> invocations) {
        try {
            return executor.start(invocations);
        } catch (RuntimeException e) {
            Set<InvocationId> all = new HashSet<>();
            invocations.forEach(i -> all.add(i.id()));
            return all;
        }
    }

    private Set<InvocationId> withdraw(ProjectId project, List<Invocation> invocations) {
        if (invocations.isEmpty()) {
            return Set.of();
        }
        Map<InvocationId, Invocation> repeated = repeatedBy(project, invocations);
        List<Withdrawal> withdrawals = new ArrayList<>();
        for (Invocation invocation : invocations) {
            InvocationId original = invocation.lineage().retryOf();
            withdrawals.add(
                    new Withdrawal(invocation, unlink(invocation, original == null ? null : repeated.get(original))));
        }
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

    private Map<InvocationId, Invocation> repeatedBy(ProjectId project, Collection<Invocation> invocations) {
        Set<InvocationId> originals = new LinkedHashSet<>();
        for (Invocation invocation : invocations) {
            InvocationId original = invocation.lineage().retryOf();
            if (original != null) {
                originals.add(original);
            }
        }
        return originals.isEmpty() ? Map.of() : repository.findAll(project, originals);
    }

    private static @Nullable InvocationChange unlink(Invocation retry, @Nullable Invocation original) {
        return original != null && retry.id().equals(original.lineage().retriedBy()) ? original.retriedBy(null) : null;
    }
}
