package io.agentmaintenance.application.service;

import io.agentmaintenance.application.port.out.InvocationListener;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationChange;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells all listeners, and keeps what they throw away from everybody else. */
final class Announcer {
    private final List<InvocationListener> listeners;

    Announcer(List<InvocationListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    void accepted(Invocation invocation) {
        tell(listener -> listener.accepted(invocation));
    }

    void changed(@Nullable InvocationChange change) {
        if (change != null && change.isTransition()) {
            tell(listener -> listener.changed(change));
        }
    }

    void withdrawn(Invocation invocation) {
        tell(listener -> listener.withdrawn(invocation));
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
