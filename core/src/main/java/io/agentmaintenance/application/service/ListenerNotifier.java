package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.application.port.out.InvocationUpdate;
import io.agentmaintenance.application.port.out.WriteOutcome;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells all listeners, and keeps what they throw away from everybody else. */
final class ListenerNotifier {
    private final List<InvocationListener> listeners;

    ListenerNotifier(List<InvocationListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void accepted(Invocation invocation) {
        tell(listener -> listener.accepted(invocation));
    }

    /** Tells of those updates that were stored, with what was stored alongside. */
    void changed(List<InvocationUpdate> updates, List<WriteOutcome> outcomes) {
        if (listeners.isEmpty()) {
            return;
        }
        for (int i = 0; i < updates.size(); i++) {
            if (outcomes.get(i) == WriteOutcome.STORED) {
                changed(updates.get(i).change());
                changed(updates.get(i).alongside());
            }
        }
    }

    void withdrawn(Invocation invocation) {
        tell(listener -> listener.withdrawn(invocation));
    }

    private void changed(@Nullable InvocationChange change) {
        if (change != null && change.isTransition()) {
            tell(listener -> listener.changed(change));
        }
    }

    private void tell(Consumer<InvocationListener> news) {
        for (InvocationListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
        }
    }
}
