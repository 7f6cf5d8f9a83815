package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.PortException;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;

/** Stores transitions of invocations, and announces those that were stored. */
final class TransitionWriter {
    private final InvocationRepository repository;
    private final ListenerNotifier notifier;

    TransitionWriter(InvocationRepository repository, ListenerNotifier notifier) {
        this.repository = repository;
        this.notifier = notifier;
    }

    /** Stores each update on its own and returns its outcome. */
    List<WriteOutcome> store(ProjectId project, List<InvocationUpdate> updates) {
        List<WriteOutcome> outcomes = repository.update(project, updates);
        notifier.changed(updates, outcomes);
        return outcomes;
    }

    /** The same for reports: throws a {@link PortException} if one of them failed to be stored, so that they are repeated. */
    List<WriteOutcome> storeReported(ProjectId project, List<InvocationUpdate> updates) {
        List<WriteOutcome> outcomes = store(project, updates);
        if (outcomes.contains(WriteOutcome.FAILED)) {
            throw new PortException("the repository failed to store a report", null);
        }
        return outcomes;
    }
}
