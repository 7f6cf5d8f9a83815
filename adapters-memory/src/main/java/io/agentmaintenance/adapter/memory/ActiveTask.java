package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import java.time.Instant;

/**
 * A task while it is active: kept as it is, because it is read and changed again and again until it is finished, and only
 * then packed. Guarded by the lock of its project.
 */
final class ActiveTask {
    final int row;
    private Invocation invocation;
    // Kept, because every step looks at that of a neighbour too.
    private long since;

    /** The rows of its neighbours in the list of those whose time runs out before and after, see {@link DueList}. */
    int before = Rows.NONE;

    int after = Rows.NONE;

    ActiveTask(int row, Invocation invocation) {
        this.row = row;
        this.invocation = invocation;
        since = since(invocation);
    }

    Invocation invocation() {
        return invocation;
    }

    void become(Invocation now) {
        invocation = now;
        since = since(now);
    }

    boolean isPending() {
        return invocation.status() == InvocationStatus.PENDING;
    }

    /** {@return since when it is in its state, in milliseconds} */
    long since() {
        return since;
    }

    private static long since(Invocation invocation) {
        Instant started = invocation.progress().startedAt();
        boolean isPending = invocation.status() == InvocationStatus.PENDING;
        Instant since = isPending || started == null ? invocation.createdAt() : started;
        return since.toEpochMilli();
    }
}
