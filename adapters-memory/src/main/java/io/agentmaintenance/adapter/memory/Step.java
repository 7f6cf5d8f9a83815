package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;

/** A step of work on a server: when it is due, in milliseconds, what it is, and whether it was tried before. */
record Step(long due, Work work, boolean isEnd, boolean again) {
    /** The beginning of work. */
    static Step begin(long due, Work work) {
        return new Step(due, work, false, false);
    }

    Step end(long at) {
        return new Step(at, work, true, false);
    }

    Step againAt(long time) {
        return new Step(time, work, isEnd, true);
    }

    Invocation invocation() {
        return work.invocation;
    }

    AgentBehavior behavior() {
        return work.behavior;
    }

    ExecutionReport report() {
        if (!isEnd) {
            return ExecutionReport.started(invocation());
        }
        return behavior().end == AgentBehavior.End.FAILURE
                ? ExecutionReport.failed(invocation(), behavior().message)
                : ExecutionReport.succeeded(invocation());
    }
}
