package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationRepository;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.ProjectId;
import java.util.List;

/** Stores transitions of invocations and notifies listeners of those that were stored. */
final class TransitionWriter {
    private final InvocationRepository repository;
    private final ListenerNotifier notifier;

    TransitionWriter(InvocationRepository repository, ListenerNotifier notifier) {
        this.repository = repository;
        this.notifier = notifier;
    }

    /** Stores updates, which are independent of each other, and returns their outcomes. */
    List<WriteOutcome> store(ProjectId project, List<InvocationUpdate> updates) {
        List<WriteOutcome> outcomes = repository.update(project, updates);
        notifier.changed(updates, outcomes);
        return outcomes;
    }
}
