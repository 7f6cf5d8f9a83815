package io.agentmaintenance.simulation;

import io.agentmaintenance.application.port.out.AgentTransport;
import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;
import io.agentmaintenance.domain.InvocationStatus;
import io.agentmaintenance.domain.Worker;
import org.jspecify.annotations.Nullable;

/** A task in the hand of an executor, from the hand-over to the report of its end. */
final class Job {
    private static final int LOOKS_AFTER_TIMEOUT = 3;

    final Invocation task;
    final Worker worker;
    final AgentTransport transport;

    /** Another worker began, so that this one finds out what became of the work. */
    final boolean takenOver;

    /** This worker has begun the work. */
    boolean begun;

    /** This process knows that somebody wishes to cancel the task. */
    boolean wished;

    /** The end that is still to be reported. */
    @Nullable ExecutionReport end;

    /** The number of the planned step. */
    int planned;

    private int looksAfterTimeout;

    Job(Invocation task, Worker worker, AgentTransport transport, boolean takenOver) {
        this.task = task;
        this.worker = worker;
        this.transport = transport;
        this.takenOver = takenOver;
    }

    /** Takes note of what is stored, and returns whether there is nothing more to do: the task has ended otherwise, or is gone. */
    boolean isOver(@Nullable Invocation stored) {
        if (stored == null) {
            return true;
        }
        wished |= stored.progress().cancelRequestedAt() != null;
        if (stored.status() == InvocationStatus.TIMEOUT && (begun || takenOver)) {
            // The end may still come to light.
            return ++looksAfterTimeout > LOOKS_AFTER_TIMEOUT;
        }
        return !stored.isActive();
    }

    /** Whether it has stored that this worker begins, which it may not know because the answer was lost. */
    boolean isStartedBy(Invocation stored) {
        return worker.equals(stored.progress().startedBy());
    }

    @Override
    public String toString() {
        return task.id() + " as " + worker;
    }
}
