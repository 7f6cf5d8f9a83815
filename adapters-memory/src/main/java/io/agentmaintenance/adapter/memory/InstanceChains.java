package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.InstanceHistory;
import io.agentmaintenance.domain.InstanceId;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The invocations of each instance, linked from the newest to the oldest. Guarded by the lock of its project.
 *
 * <p>Links instead of a list for each instance, because most instances have one invocation only, and a list of one takes
 * more memory than its two links.
 */
final class InstanceChains {
    private final Map<InstanceId, StoredInvocation> latest = new HashMap<>();

    /** {@return the newest invocation of the instance, or null if there is none} */
    @Nullable StoredInvocation latest(InstanceId instance) {
        return latest.get(instance);
    }

    /** Adds an invocation as the newest of its instance. */
    void append(StoredInvocation stored) {
        StoredInvocation previous = latest.put(stored.invocation.instanceId(), stored);
        if (previous != null) {
            stored.older = previous;
            previous.newer = stored;
        }
    }

    /** Removes an invocation, which may be anywhere in its chain. */
    void remove(StoredInvocation stored) {
        StoredInvocation older = stored.older;
        StoredInvocation newer = stored.newer;
        InstanceId instance = stored.invocation.instanceId();
        if (older != null) {
            older.newer = newer;
        }
        if (newer != null) {
            newer.older = older;
        } else if (older != null) {
            latest.put(instance, older);
        } else {
            latest.remove(instance);
        }
    }

    /** {@return the invocations of the instance, the newest first} */
    List<Invocation> newestFirst(InstanceId instance) {
        List<Invocation> chain = new ArrayList<>();
        for (StoredInvocation next = latest.get(instance); next != null; next = next.older) {
            chain.add(next.invocation);
        }
        return chain;
    }

    /** {@return the history of the instance, or null if it has no invocation} */
    @Nullable InstanceHistory history(InstanceId instance) {
        StoredInvocation newest = latest.get(instance);
        if (newest == null) {
            return null;
        }
        StoredInvocation success = newest;
        while (success != null && success.invocation.status() != InvocationStatus.SUCCEEDED) {
            success = success.older;
        }
        return new InstanceHistory(newest.invocation, success == null ? null : success.invocation);
    }
}
