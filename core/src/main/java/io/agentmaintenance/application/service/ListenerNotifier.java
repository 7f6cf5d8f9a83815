package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.BatchResult;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import io.agentmaintenance.domain.InvocationRequest;
import io.agentmaintenance.domain.ItemOutcome;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Notifies all listeners. What one of them throws, errors included, affects neither the caller nor other listeners. */
final class ListenerNotifier {
    private final List<InvocationListener> listeners;

    ListenerNotifier(List<InvocationListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void accepted(Invocation invocation) {
        notifyEach(listener -> listener.accepted(invocation));
    }

    /** Notifies of the updates that were stored, and of what was stored alongside. */
    void changed(List<InvocationUpdate> updates, List<WriteOutcome> outcomes) {
        for (int i = 0; i < updates.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                changed(updates.get(i).change());
                changed(updates.get(i).alongside());
            }
        }
    }

    /** Notifies of the items that were refused. */
    void refused(InvocationRequest request, BatchResult result) {
        for (ItemOutcome.Refused item : result.refused()) {
            notifyEach(listener -> listener.refused(request.project(), request.type(), item));
        }
    }

    void withdrawn(Invocation invocation) {
        notifyEach(listener -> listener.withdrawn(invocation));
    }

    private void changed(@Nullable InvocationChange change) {
        if (change != null && change.isTransition()) {
            notifyEach(listener -> listener.changed(change));
        }
    }

    private void notifyEach(Consumer<InvocationListener> call) {
        for (InvocationListener listener : listeners) {
            try {
                call.accept(listener);
            } catch (Throwable e) {
                UncaughtFailures.report(e);
            }
        }
    }
}
