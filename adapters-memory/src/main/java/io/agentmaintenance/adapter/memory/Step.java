package io.agentmaintenance.adapter.memory;

import io.agentmaintenance.domain.ExecutionReport;
import io.agentmaintenance.domain.Invocation;

/**
 * A step of work on a server: when it is due, what it is, and whether it was tried before. Ordered by time, then by the order
 * of planning.
 */
record Step(long due, long order, Invocation invocation, AgentBehavior behavior, boolean isEnd, boolean again)
        implements Comparable<Step> {
    @Override
    public int compareTo(Step other) {
        int byTime = Long.compare(due, other.due);
        return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }

    ExecutionReport report() {
        if (!isEnd) {
            return ExecutionReport.started(invocation);
        }
        return behavior.end == AgentBehavior.End.FAILURE
                ? ExecutionReport.failed(invocation, behavior.message)
                : ExecutionReport.succeeded(invocation);
    }
}
