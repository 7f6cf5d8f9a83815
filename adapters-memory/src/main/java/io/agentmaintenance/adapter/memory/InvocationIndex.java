package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationId;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The invocations of one project in all the collections in which they are found. Only this class adds, replaces and removes, so the
 * collections always hold the same. Guarded by the lock of its project.
 */
final class InvocationIndex {
    final InstanceChains byInstance = new InstanceChains();
    final InvocationLog log = new InvocationLog();
    final ActiveInvocations active = new ActiveInvocations();
    final FinishedInvocations finished = new FinishedInvocations();
    private final Map<InvocationId, StoredInvocation> byId = new HashMap<>();

    /** {@return the invocation of this id, or null if there is none} */
    @Nullable StoredInvocation get(InvocationId id) {
        return byId.get(id);
    }

    /** Adds an invocation as the newest of its instance. */
    void add(Invocation invocation) {
        StoredInvocation stored = log.append(invocation);
        byId.put(invocation.id(), stored);
        byInstance.append(stored);
        addByStatus(stored);
    }

    /** Replaces the last revision of an invocation by the next one. */
    void replace(StoredInvocation stored, Invocation next) {
        if (stored.invocation.isActive() || next.isActive()) {
            removeByStatus(stored);
            log.replace(stored, next);
            addByStatus(stored);
        } else {
            finished.change(stored, () -> log.replace(stored, next));
        }
    }

    void remove(StoredInvocation stored) {
        removeByStatus(stored);
        byInstance.remove(stored);
        byId.remove(stored.invocation.id());
        log.remove(stored);
    }

    private void addByStatus(StoredInvocation stored) {
        if (stored.invocation.isActive()) {
            active.add(stored.invocation);
        } else {
            finished.add(stored);
        }
    }

    private void removeByStatus(StoredInvocation stored) {
        if (stored.invocation.isActive()) {
            active.remove(stored.invocation);
        } else {
            finished.remove(stored);
        }
    }
}
