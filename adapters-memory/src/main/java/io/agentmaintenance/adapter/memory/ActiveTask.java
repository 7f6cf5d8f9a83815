package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;

/**
 * A task while it is active: kept as it is, because it is read and changed again and again until it is finished, and only
 * then packed. Guarded by the lock of its project.
 */
final class ActiveTask {
    final int row;
    Invocation invocation;

    /** The rows of its neighbours in the list of those whose time runs out before and after, see {@link DueList}. */
    int before = Rows.NONE;

    int after = Rows.NONE;

    ActiveTask(int row, Invocation invocation) {
        this.row = row;
        this.invocation = invocation;
    }

    boolean isPending() {
        return invocation.status() == InvocationStatus.PENDING;
    }

    /** {@return since when it is in its state, in milliseconds} */
    long since() {
        var started = invocation.progress().startedAt();
        return isPending() || started == null ? invocation.createdAt().toEpochMilli() : started.toEpochMilli();
    }
}
